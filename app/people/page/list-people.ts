import type { Band } from '#app/scoring/grade.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';

/** One line of the list. */
export type ListedPerson = {
  id: string;
  name: string | null;
  email: string | null;
  grade: string;
  score: number;
  band: Band;
  stage: StageKey;
  lastSeenAt: number;
  orders: number;
  /** Paid minus refunded, in the shop's currency. */
  spentMinor: number;
  subscribed: boolean;
  /** Whether they buy like a trader now. */
  isTrader: boolean;
};

/** A page of people. `previous` and `next` are places to go on from; null at the ends. */
export type PeoplePage = {
  people: ListedPerson[];
  previous: string | null;
  next: string | null;
  /** Whether they are of the `MEMBERS_SORTED` only who joined the segment last: it has more. */
  isOfNewest: boolean;
};
