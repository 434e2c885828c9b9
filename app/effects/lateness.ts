import type { EffectKind } from './registry.ts';

/** How long after it was due an effect of a kind was carried out. */
export type EffectLateness = {
  kind: EffectKind;
  /** How many were carried out; `LATENESS_MOST` also when it was more. */
  count: number;
  /** Half of them were as late or less, milliseconds. */
  medianMs: number;
  /** One in a hundred was later, milliseconds. */
  slowestMs: number;
};

/** The newest of each kind that are looked at, so that a page reads no more of a large store. */
export const LATENESS_MOST = 10_000;
