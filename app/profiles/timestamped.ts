import type { Timestamped } from './profile-state.ts';

/**
 * The newer of two timestamped values; between equals the greater text, so that the answer never depends on
 * which came first.
 */
export function newest<T extends string>(
  known: Timestamped<T> | null,
  received: Timestamped<T> | null,
): Timestamped<T> | null {
  if (!known || !received) return known ?? received;
  if (received.at !== known.at) return received.at > known.at ? received : known;
  if (received.value !== known.value) return received.value > known.value ? received : known;
  return (received.by ?? '') > (known.by ?? '') ? received : known;
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
