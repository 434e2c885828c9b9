import type { z } from 'zod';
import { idOf } from '#app/lib/ids.ts';
import { toMinor } from '#app/lib/money.ts';
import type { Money } from '#app/events/event.ts';
import { minorIn, refuse } from '#app/events/payloads/payload-values.ts';
import { refundPayload, type Refund } from '#app/events/payloads/refund-payload.ts';
import { objectId, type MoneySet } from '#app/events/payloads/shopify-payload.ts';
import { orderEvent } from './order-event.ts';
import { parsedEvents, defineTopicHandler, undated } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

const refund = refundPayload.transform((payload, ctx) => {
  const sets = setsOf(payload);
  const shopCurrency =
    payload.total_duties_set?.shop_money.currency_code ?? sets[0]?.shop_money.currency_code ?? null;
  const paidBack = payload.transactions.flatMap((transaction, index): Paid[] => {
    if (transaction.kind !== 'refund' || transaction.status !== 'success') return [];
    const path = ['transactions', index];
    const currency =
      transaction.currency ??
      shopCurrency ??
      refuse(ctx, 'expected an ISO 4217 currency', '', [...path, 'currency']);
    const minor = minorIn(ctx, [...path, 'amount'], transaction.amount, currency);
    return [{ minor, currency, isTest: transaction.test === true }];
  });
  const real = paidBack.filter(({ isTest }) => !isTest);
  return { payload, sets, shopCurrency, real: sumOf(ctx, real), all: sumOf(ctx, paidBack) };
});

type Paid = Money & { isTest: boolean };

/** refunds/create: what was really paid back. A refund that moved no money is no event. */
const readRefund = defineTopicHandler(
  refund,
  ({ payload, sets, shopCurrency, real, all }, delivery) => {
    const returned = delivery.countsTestOrders ? all : real;
    if (returned === null) return parsedEvents();
    const at = payload.processed_at ?? payload.created_at ?? delivery.triggeredAt;
    if (at === null) return undated('created_at');
    const converted = inCurrency(returned, shopCurrency ?? delivery.shopCurrency, sets);
    return parsedEvents({
      ...orderEvent(payload.order_id, at, delivery),
      kind: 'order.refunded',
      id: idOf('order.refunded', objectId(payload)),
      ...(converted === null ? { refund: returned, isUnconverted: true } : { refund: converted }),
    });
  },
);

/** Every amount that a refund says in both currencies. */
function setsOf(payload: Refund): MoneySet[] {
  return [
    ...payload.refund_line_items.flatMap((line) => [line.subtotal_set, line.total_tax_set]),
    ...payload.refund_shipping_lines.flatMap((line) => [
      line.subtotal_amount_set,
      line.tax_amount_set,
    ]),
    ...payload.order_adjustments.flatMap((one) => [one.amount_set, one.tax_amount_set]),
    ...payload.duties.map((duty) => duty.amount_set),
    payload.total_duties_set,
  ].flatMap((set) => set ?? []);
}

function sumOf(ctx: z.RefinementCtx, [paid, ...others]: Paid[]): Money | null {
  if (!paid) return null;
  const first: Money = { minor: paid.minor, currency: paid.currency };
  return others.reduce((sum, { minor, currency }) => {
    if (currency !== sum.currency) refuse(ctx, 'expected one currency', null, ['transactions']);
    return { minor: sum.minor + minor, currency: sum.currency };
  }, first);
}

/**
 * What was paid back to a shopper who paid in another currency, in the shop's: at the rate of the amounts that the
 * refund has in both.
 * @returns null when there is no such amount
 */
function inCurrency(paid: Money, currency: string | null, sets: MoneySet[]): Money | null {
  if (currency === null || paid.currency === currency) return paid;
  let [shop, seen] = [0, 0];
  for (const { shop_money: ours, presentment_money: theirs } of sets) {
    if (ours.currency_code !== currency || theirs?.currency_code !== paid.currency) continue;
    // An adjustment is negative where it adds to what was paid back; a rate has no sign.
    const [a, b] = [
      toMinor(ours.amount.replace('-', ''), currency),
      toMinor((theirs.amount ?? '').replace('-', ''), paid.currency),
    ];
    if (a === null || b === null) continue;
    shop += a;
    seen += b;
  }
  if (seen === 0) return null;
  return { minor: paid.minor === seen ? shop : Math.round((paid.minor / seen) * shop), currency };
}

export const refundTopic: TopicRecord = {
  names: ['refunds/create'],
  handler: readRefund,
  subscription: 'topic',
  origin: 'a refund',
  shape: { object: 'Refund', has: ['order_id', 'transactions'] },
};
