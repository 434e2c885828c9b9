/** A random source that repeats itself: the same seed makes the same choices. */
export type RandomSource = {
  /** Whether something of this likelihood (0 to 1) happens. */
  happens(likelihood: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  uuid(): string;
};

/**
 * Numbers from 0 to below 1, the same for the same seed: Mulberry32, a small generator of good enough quality for play
 * (Tommy Ettinger, public domain).
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Choices by `seeded` numbers. */
export function openRandomSource(seed: number): RandomSource {
  const next = seeded(seed);
  const between = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => between(0, 15).toString(16)).join('');
  return {
    happens: (likelihood) => next() < likelihood,
    between,
    pick(choices) {
      const choice = choices[between(0, choices.length - 1)];
      if (choice === undefined) throw new Error('There is nothing to choose from.');
      return choice;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}

/** A share from 0 to below 1 that belongs to a text: the same for the same text. */
export function shareOf(text: string): number {
  return seedOf(text) / 2 ** 32;
}

/** A seed that belongs to a text (FNV-1a, mixed once more because short texts differ in few bits). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
