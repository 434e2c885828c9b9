import type { UsualOrder } from '#app/scoring/usual-order.ts';

/** A person who buys like a trader and has not applied. Money is in the shop's currency. */
export type ListedTrader = {
  id: string;
  name: string | null;
  email: string | null;
  subscribed: boolean;
  orders: number;
  /** Paid minus refunded. */
  spentMinor: number;
  /** Epoch milliseconds. */
  lastOrderAt: number | null;
  usual: UsualOrder | null;
  /** How many of the newest orders are those of a trader; null where staff ask for something else. */
  reaching: { reaching: number; of: number } | null;
};
