import type { FilledSizes } from './like-people.ts';

const NIGHTLY = process.env.NIGHTLY === '1';

/** The shop whose pages and jobs are looked at. What is repeated shows at every size, for bounds grow with it. */
export const SIZES: FilledSizes = NIGHTLY
  ? { people: 200_000, pairs: 200_000, events: 1_000_000 }
  : { people: 5_000, pairs: 5_000, events: 25_000 };

/** Each of the shops beside it. */
export const OTHERS: FilledSizes = { people: 100, pairs: 200, events: 500 };

/** Of a large shop only statements that take longer are looked at: very many are about one row. */
export const LEAST_MS = NIGHTLY ? 5 : 0;
