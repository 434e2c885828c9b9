import type { Dated } from './profile.ts';

/**
 * The newer of two dated values; between equals the greater text, so that the answer never depends on
 * which came first.
 */
export function newest<T extends string>(
  known: Dated<T> | null,
  told: Dated<T> | null,
): Dated<T> | null {
  if (!known || !told) return known ?? told;
  if (told.at !== known.at) return told.at > known.at ? told : known;
  if (told.value !== known.value) return told.value > known.value ? told : known;
  return (told.by ?? '') > (known.by ?? '') ? told : known;
}

/** The earlier of two moments, ignoring unknown ones. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** The later of two moments, ignoring unknown ones. */
export function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
