import { COVERAGE } from './interval.ts';

/**
 * Ranges made to hold as many as they say by a shop's own past: of ranges of every share, that one is taken which held
 * 8 in 10 people of a time the model had not seen (split conformal prediction; Vovk, Gammerman and Shafer, "Algorithmic
 * Learning in a Random World", 2005; Lei and others, Journal of the American Statistical Association 113, 2018). The
 * chances of a model say too much where people are not as it takes them to be, and numbers of orders are whole, so
 * that a range of 8 in 10 by the chances may hold 9 in 10.
 */
const SHARES: readonly number[] = Array.from({ length: 200 }, (_, n) => n / 200);

/**
 * How many of 1 ranges are to hold in a time held back, at the level at which orders came and at a peak together. A
 * little more than 8 in 10: what comes next lies further from what a model expects than what was held back, and spend
 * further than orders.
 */
export const COVERAGE_AIMS = { orders: COVERAGE + 0.01, spend: COVERAGE + 0.02 } as const;

/** Fewer people of a time held back say too little of how many a range holds. */
export const LEAST_TESTED = 100;

/** How many people ranges of each share held. */
export class CoverageByShare {
  readonly #needing = SHARES.map(() => 0);
  #people = 0;

  /** @param needed the least share whose range holds what came of them */
  note(people: number, needed: number): void {
    const place = Math.ceil(needed * SHARES.length - 1e-9);
    this.#people += people;
    if (place < SHARES.length) this.#needing[place] = (this.#needing[place] ?? 0) + people;
  }

  get people(): number {
    return this.#people;
  }

  /** Adds the counts of another one. */
  add(other: CoverageByShare): this {
    this.#people += other.#people;
    for (const [place, people] of other.#needing.entries())
      this.#needing[place] = (this.#needing[place] ?? 0) + people;
    return this;
  }

  /** Of all people those whom a range of a share held. */
  held(share: number): number {
    if (this.#people === 0) return 0;
    let held = 0;
    for (const [place, people] of this.#needing.entries())
      if ((SHARES[place] ?? 1) <= share) held += people;
    return held / this.#people;
  }

  /** The share whose ranges held nearest to so many, of 1; the least of equally near ones. */
  holding(wanted: number): number {
    let best = { share: COVERAGE, off: Infinity };
    let held = 0;
    for (const [place, share] of SHARES.entries()) {
      held += this.#needing[place] ?? 0;
      const off = Math.abs(held / this.#people - wanted);
      if (off < best.off) best = { share, off };
    }
    return best.share;
  }
}

/**
 * What ranges tried on people show: of what came as it came; of what came, had the model expected as much as came, and
 * where the season is not known less by a peak; and of what the model says would come then.
 */
export class TriedRanges {
  readonly #asItWas = [new CoverageByShare(), new CoverageByShare()] as const;
  readonly #atLevels = [new CoverageByShare(), new CoverageByShare()] as const;
  /** What the model says of people at these levels. */
  readonly byModel = new CoverageByShare();
  readonly #aim: number;

  /** @param aim see `COVERAGE_AIMS` */
  constructor(aim: number) {
    this.#aim = aim;
  }

  /** What people of one of two folds did, by the least shares whose ranges hold it. */
  note(fold: 0 | 1, people: number, asItWas: number, atLevels: readonly number[]): void {
    this.#asItWas[fold].note(people, asItWas);
    for (const needed of atLevels) this.#atLevels[fold].note(people, needed);
  }

  /**
   * The share that holds 8 in 10; how many people it would have held as it was, each fold by the share that the
   * other fold chose; and how many it holds by the model, to be kept where ranges are of another time. What a time says
   * whose orders came at twice or half of what was expected is not taken for what other times will be like.
   * @param level see `levelOf`
   */
  chosen(level: number): { share: number; held: number; byModel: number } {
    const [first, second] = this.#atLevels;
    const [came, alsoCame] = this.#asItWas;
    const people = came.people + alsoCame.people;
    const isEnough = people >= LEAST_TESTED;
    const shareBy = (...tried: CoverageByShare[]) =>
      isEnough
        ? tried.reduce((all, one) => all.add(one), new CoverageByShare()).holding(this.#aim)
        : this.byModel.holding(this.#aim);
    const share = shareBy(first, second);
    const trust = isEnough ? Math.max(0, 1 - 2 * Math.abs(Math.log2(level))) : 0;
    const held =
      came.held(shareBy(second.people > 0 ? second : first)) * came.people +
      alsoCame.held(shareBy(first.people > 0 ? first : second)) * alsoCame.people;
    return {
      share,
      held: held / Math.max(1, people),
      byModel: this.#aim + trust * (this.byModel.held(share) - this.#aim),
    };
  }
}
