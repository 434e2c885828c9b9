import type { z } from 'zod';
import { idOf } from '#app/lib/ids.ts';
import type { Money } from './event.ts';
import { minorIn, refuse } from './payload-values.ts';
import { happened, reading, undated } from './reader.ts';
import { objectId, refundPayload } from './shopify-payload.ts';

const refund = refundPayload.transform((payload, ctx) => {
  const ofRefund =
    payload.total_duties_set?.shop_money.currency_code ??
    payload.refund_line_items?.[0]?.subtotal_set?.shop_money.currency_code;
  const paidBack = payload.transactions.flatMap((transaction, index): Money[] => {
    if (
      transaction.kind !== 'refund' ||
      transaction.status !== 'success' ||
      transaction.test === true
    )
      return [];
    const path = ['transactions', index];
    const currency =
      transaction.currency ??
      ofRefund ??
      refuse(ctx, 'expected an ISO 4217 currency', '', [...path, 'currency']);
    return [{ minor: minorIn(ctx, [...path, 'amount'], transaction.amount, currency), currency }];
  });
  return { payload, returned: sumOf(ctx, paidBack) };
});

/** refunds/create: what was really paid back. A refund that moved no money is no event. */
export const readRefund = reading(refund, ({ payload, returned }, told) => {
  if (returned === null) return happened();
  const at = payload.processed_at ?? payload.created_at ?? told.triggeredAt;
  if (at === null) return undated('created_at');
  return happened({
    kind: 'order.refunded',
    id: idOf('order.refunded', objectId(payload)),
    at,
    topic: told.topic,
    identifiers: [{ kind: 'order', value: payload.order_id }],
    traitsAt: at,
    traits: {},
    orderId: payload.order_id,
    refund: returned,
  });
});

function sumOf(ctx: z.RefinementCtx, [first, ...others]: Money[]): Money | null {
  if (!first) return null;
  return others.reduce((sum, { minor, currency }) => {
    if (currency !== sum.currency) refuse(ctx, 'expected one currency', null, ['transactions']);
    return { minor: sum.minor + minor, currency: sum.currency };
  }, first);
}
