import type { CartSummary } from './profile.ts';

/** The newer of two snapshots; of one moment the fuller, and last the greater text. */
export function newerCart(known: CartSummary | null, sent: CartSummary | null): CartSummary | null {
  if (!known || !sent) return known ?? sent;
  for (const age of [momentOfCart, ({ quantity }: CartSummary) => quantity])
    if (age(sent) !== age(known)) return age(sent) > age(known) ? sent : known;
  return JSON.stringify(sent) > JSON.stringify(known) ? sent : known;
}

function momentOfCart({ at, subsecond = 0 }: CartSummary): number {
  return at + subsecond;
}
