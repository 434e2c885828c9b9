import type { CartSnapshot, Line, OrderSnapshot } from '#app/events/event.ts';
import { NO_CURRENCY } from '#app/lib/money.ts';
import type { OrderPart } from '#app/messages/contexts/order-lines.ts';

/** A currency, and what an order comes to in it; without a total where a mail is about a part of one or a cart. */
type Totalled = { currency: string; totalMinor: number | null };

/** The currencies that a mail may be in. */
export type MailMoney = {
  /** The shop's, or the only one that is known. */
  shop: Totalled;
  /** The one that the shopper was shown; null when it is the shop's, or not known. */
  shopper: Totalled | null;
};

/** The currencies of a cart or checkout; no currency where there is none. */
export function moneyOfCart(cart: CartSnapshot | null): MailMoney {
  const currency = cart?.total.currency ?? NO_CURRENCY;
  return moneyIn({ currency, totalMinor: null }, cart?.presentment?.currency ?? currency, null);
}

/**
 * The currencies of an order, with what it comes to after edits and returns, discounts and shipping included.
 * @param shows the part of it that the mail is about
 */
export function moneyOfOrder(order: OrderSnapshot, shows: OrderPart): MailMoney {
  const { total, currentTotal, presentment, currentPresentment } = order;
  const { currency } = total;
  const shown = presentment?.currency ?? currency;
  if (shows !== 'ordered') return moneyIn({ currency, totalMinor: null }, shown, null);
  const left = currentTotal ?? total;
  const shownLeft = currentTotal ? currentPresentment : presentment;
  const shop = { currency, totalMinor: left.minor };
  // A total that the shopper was not shown is known in the shop's currency alone, and a mail has one currency.
  return shownLeft ? moneyIn(shop, shown, shownLeft.minor) : { shop, shopper: null };
}

function moneyIn(shop: Totalled, shown: string, totalMinor: number | null): MailMoney {
  return { shop, shopper: shown === shop.currency ? null : { currency: shown, totalMinor } };
}

/** Lines whose prices are in one currency. */
export type PricedLines = Totalled & { lines: Line[] };

/** The lines as the shopper was shown them; in the shop's currency when that is not known of each of them. */
export function pricedLines(lines: readonly Line[], { shop, shopper }: MailMoney): PricedLines {
  const shown = lines.flatMap((line) =>
    line.shownMinor === undefined ? [] : [{ ...line, unitMinor: line.shownMinor }],
  );
  return shopper && shown.length === lines.length
    ? { ...shopper, lines: shown }
    : { ...shop, lines: [...lines] };
}
