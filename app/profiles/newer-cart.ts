import type { CartSummary } from './profile.ts';

/** The newer of two snapshots; between equals the greater text. */
export function newerCart(known: CartSummary | null, sent: CartSummary | null): CartSummary | null {
  if (!known || !sent) return known ?? sent;
  if (sent.at !== known.at) return sent.at > known.at ? sent : known;
  return JSON.stringify(sent) > JSON.stringify(known) ? sent : known;
}
