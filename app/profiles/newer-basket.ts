import type { Basket } from './profile.ts';

/** The newer of two tellings; between equals the greater text. */
export function newerBasket(known: Basket | null, told: Basket | null): Basket | null {
  if (!known || !told) return known ?? told;
  if (told.at !== known.at) return told.at > known.at ? told : known;
  return JSON.stringify(told) > JSON.stringify(known) ? told : known;
}
