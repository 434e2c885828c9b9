import { HELD } from './interval.ts';

/**
 * Ranges made to hold as many as they say by a shop's own past: of ranges of every share, that one is taken which held
 * 8 in 10 people of a time the model had not seen (split conformal prediction; Vovk, Gammerman and Shafer, "Algorithmic
 * Learning in a Random World", 2005; Lei and others, Journal of the American Statistical Association 113, 2018). The
 * chances of a model say too much where people are not as it takes them to be, and numbers of orders are whole, so
 * that a range of 8 in 10 by the chances may hold 9 in 10.
 */
export const SHARES: readonly number[] = Array.from({ length: 50 }, (_, n) => 0.5 + n / 100);

/**
 * How many of 100 people of the time held back a range is to hold while the shop's season is not known: a time of more
 * or fewer orders than the one held back takes some of them away, and 8 in 10 are to be left or nearly so.
 */
export const AIMED_AT = HELD + 0.04;

/** Fewer people of a time held back say too little of how many a range holds. */
export const LEAST_TESTED = 100;

/** How many people of each half of those tested a range of each of the shares held. */
export class HeldByShare {
  readonly #held = [SHARES.map(() => 0), SHARES.map(() => 0)];
  readonly #people = [0, 0];

  /** @param half which half of the people it is one of; @param holds whether a range of a share holds what came */
  note(half: 0 | 1, people: number, holds: (share: number) => boolean): void {
    const held = this.#held[half] ?? [];
    this.#people[half] = (this.#people[half] ?? 0) + people;
    for (const [place, share] of SHARES.entries())
      if (holds(share)) held[place] = (held[place] ?? 0) + people;
  }

  /**
   * The share whose ranges held nearest to what is aimed at, and how many it held of people it was not chosen by: each
   * half is held against the share that the other half chose. The usual share where too few were tested.
   */
  chosen(aim = AIMED_AT): { share: number; held: number } {
    const [first = 0, second = 0] = this.#people;
    const people = first + second;
    if (people === 0) return { share: HELD, held: 0 };
    const isEnough = people >= LEAST_TESTED && Math.min(first, second) > 0;
    const usual = SHARES.findIndex((share) => share >= HELD);
    const both = isEnough ? this.#nearest([0, 1], aim) : usual;
    const byOther = (half: 0 | 1) =>
      this.#held[half]?.[isEnough ? this.#nearest([half === 0 ? 1 : 0], aim) : usual] ?? 0;
    return { share: SHARES[both] ?? HELD, held: (byOther(0) + byOther(1)) / people };
  }

  #nearest(halves: readonly (0 | 1)[], aim: number): number {
    const sum = (of: (half: 0 | 1) => number) =>
      halves.reduce<number>((total, half) => total + of(half), 0);
    const people = sum((half) => this.#people[half] ?? 0);
    let best = { place: 0, off: Infinity };
    for (const place of SHARES.keys()) {
      const off = Math.abs(sum((half) => this.#held[half]?.[place] ?? 0) / people - aim);
      if (off < best.off) best = { place, off };
    }
    return best.place;
  }
}
