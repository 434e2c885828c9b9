import type { Walks } from './shoppers.ts';

/** How much happens in a demo. */
export type DemoSize = {
  /** Days that are replayed live. */
  liveDays: number;
  /** Share of the recorded customers, 0 to 1. */
  share: number;
  /** How often the five recorded months are played, one time after the other. */
  rounds: number;
  walks: Walks;
  products: number;
};

export const WHOLE_DEMO: DemoSize = {
  liveDays: 21,
  share: 0.2,
  rounds: 3,
  walks: { walking: 160, keen: 16 },
  products: 80,
};

/** Enough for every kind of thing to happen, and to see that it is the same each time. */
export const SMALL_DEMO: DemoSize = {
  liveDays: 3,
  share: 0.03,
  rounds: 2,
  walks: { walking: 9, keen: 2 },
  products: 12,
};
