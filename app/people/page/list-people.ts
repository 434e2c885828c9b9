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
