import type { UsualOrder } from '#app/scoring/usual-order.ts';
import type { TraderBounds } from '#app/segments/ready/trader-tier.ts';

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

/** A page of those who buy like traders, and what makes one. */
export type TraderPage = {
  traders: ListedTrader[];
  /** What an order takes to be one of a trader; null where staff ask for something else. */
  bounds: TraderBounds | null;
  hasMore: boolean;
};
