import type { ListView } from '#app/lib/list-view.ts';

/** One of two who may be the same person. Times are epoch milliseconds, money in the shop's currency. */
export type Candidate = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  country: string | null;
  company: string | null;
  customerId: string | null;
  orders: number;
  spentMinor: number;
  firstSeenAt: number;
  lastSeenAt: number;
};

/** Two who may be the same person. */
export type ListedDuplicate = {
  two: [Candidate, Candidate];
  /** Identifiers that both came with. */
  shared: string[];
  firstSeenAt: number;
  lastSeenAt: number;
};

/** What the list can be sorted by, the usual one first. */
export const DUPLICATE_SORTS = ['seen', 'found', 'spent'] as const;

export type DuplicateSort = (typeof DUPLICATE_SORTS)[number];

export type DuplicateView = ListView<DuplicateSort>;
