/** An amount in the currency's smallest unit. */
export type Money = { minor: number; currency: string };

/** One line of a cart, a checkout or an order. */
export type Line = {
  productId: string | null;
  variantId: string | null;
  title: string;
  variantTitle: string | null;
  quantity: number;
  unitMinor: number;
  /** What a piece costs in the currency of `presentment`; absent when that is the total's own, or was not sent. */
  shownMinor?: number;
  /** Pieces of an order that are left of it after edits, returns and refunds; absent when that is all of them. */
  current?: number;
  /** Pieces of an order that are still to be sent; absent when there are none. */
  unsent?: number;
  /** What is bought without anything being sent; absent for things. */
  goods?: 'digital' | 'gift_card';
};

/** Pieces of an order's line that are in one parcel. */
export type ParcelLine = Pick<Line, 'productId' | 'variantId' | 'title' | 'quantity'>;

/** The state of a cart or checkout as one delivery has it. `updatedAt` orders the snapshots. */
export type CartSnapshot = {
  kind: 'cart' | 'checkout';
  token: string;
  cartToken: string | null;
  createdAt: number;
  updatedAt: number;
  /** Milliseconds into the second of `updatedAt`, where the delivery says it; see state-time.ts. */
  subsecond?: number;
  lines: Line[];
  quantity: number;
  /** In the shop's currency, save for a checkout in another: only what the shopper sees is sent of that. */
  total: Money;
  /** The same in the currency the shopper sees; null when that was not sent. */
  presentment: Money | null;
  /** Where the shopper can take it up again; null when the platform gives no address. */
  recoveryUrl: string | null;
  completed: boolean;
};

/**
 * The state of an order as one delivery has it. `updatedAt` orders the snapshots. What may be absent is so in every
 * order that was saved before it was read.
 */
export type OrderSnapshot = {
  orderId: string;
  name: string;
  placedAt: number;
  updatedAt: number;
  /** Milliseconds into the second of `updatedAt` of an order that was changed since it was placed. */
  subsecond?: number;
  cancelledAt: number | null;
  /** In the shop's currency, as are the discount and the lines. */
  total: Money;
  /** The total in the currency the shopper paid in; null when that was not sent. */
  presentment: Money | null;
  discountMinor: number;
  lines: Line[];
  /** Pieces and lines that are left in all, where `lines` holds only some of them, or none. */
  pieces?: number;
  lineCount?: number;
  cartToken: string | null;
  checkoutToken: string | null;
  /** The address that was given for this order; null when none was. */
  contact?: string | null;
  /** Set when it was paid with test money, and counts all the same. */
  test?: true;
  /** The channel it came by: `web`, `pos`, `shopify_draft_order` or the name of a program. */
  source?: string;
  /** It is not shipped: the buyer fetches it, or took it along from the till. */
  isCollected?: true;
  /** What is left of `total` after edits, returns and refunds; absent when that is all of it. */
  currentTotal?: Money;
  /** The same in the currency the shopper paid in, where that is another and was sent. */
  currentPresentment?: Money;
  /** Whether a return of it is open, and as of when: bulk files say it, webhooks do not. */
  returns?: { isOpen: boolean; at: number };
};
