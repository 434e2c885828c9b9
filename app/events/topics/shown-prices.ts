import type { CartSnapshot, Line } from '#app/events/event.ts';
import { moneyOf, type WrittenMoney } from '#app/events/payloads/optional-values.ts';
import type { DeliveryContext } from './topic-handler.ts';

/** The parts of a cart or an order that say in which currencies it is. */
export type ShownTotals = Pick<CartSnapshot, 'total' | 'presentment'>;

/** Whether a shopper was shown another currency than the shop's. */
export function isShownInAnother({ total, presentment }: ShownTotals): boolean {
  return presentment !== null && presentment.currency !== total.currency;
}

/**
 * Lines with what a piece of each costs in the currency that the shopper was shown, where that is another than the
 * shop's. A price that cannot be read, or is in a third currency, is left out.
 * @param prices what the delivery says of each line's price in the shopper's currency, in the order of the lines
 */
export function shownLines(
  delivery: Pick<DeliveryContext, 'reportIssue'>,
  lines: readonly Line[],
  totals: ShownTotals,
  prices: readonly (WrittenMoney | null)[],
): Line[] {
  if (!isShownInAnother(totals)) return [...lines];
  return lines.map((line, index) => {
    const field = `line_items[${String(index)}].price_set.presentment_money`;
    const price = moneyOf(delivery, field, prices[index] ?? null);
    return price?.currency === totals.presentment?.currency && price
      ? { ...line, shownMinor: price.minor }
      : line;
  });
}
