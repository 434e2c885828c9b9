import type { CartSummary } from '#app/profiles/profile-state.ts';

/** The newer of two snapshots; of one moment the fuller, and last the greater text. */
export function newerCart(known: CartSummary | null, sent: CartSummary | null): CartSummary | null {
  if (!known || !sent) return known ?? sent;
  const newer = momentOfCart(sent) - momentOfCart(known) || sent.quantity - known.quantity;
  if (newer !== 0) return newer > 0 ? sent : known;
  return JSON.stringify(sent) > JSON.stringify(known) ? sent : known;
}

function momentOfCart({ at, subsecond = 0 }: CartSummary): number {
  return at + subsecond;
}
