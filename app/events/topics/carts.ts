import { idOf } from '#app/lib/ids.ts';
import { NO_CURRENCY } from '#app/lib/money.ts';
import type { CartSnapshot, Line, Money } from '#app/events/event.ts';
import { minorIn, refuse } from '#app/events/payloads/payload-values.ts';
import { cartPayload } from '#app/events/payloads/shopify-payload.ts';
import { moneyOf, type WrittenMoney } from '#app/events/payloads/optional-values.ts';
import { boundedLines, piecesOf } from './line-items.ts';
import {
  parsedEvents,
  defineTopicHandler,
  undated,
  type DeliveryContext,
} from './topic-handler.ts';
import { subsecondField } from './state-time.ts';
import { shownLines } from './shown-prices.ts';
import type { TopicRecord } from './topic-record.ts';

const cart = cartPayload.transform((payload, ctx) => {
  // An empty cart names no currency, and needs none.
  const currency = payload.line_items[0]?.price_set.shop_money.currency_code ?? NO_CURRENCY;
  let totalMinor = 0;
  const lines = payload.line_items.map((line, index): Line => {
    const path = ['line_items', index];
    const { price_set: unit, line_price_set: all } = line;
    if (unit.shop_money.currency_code !== currency || all.shop_money.currency_code !== currency) {
      refuse(ctx, 'expected one currency in all lines', null, [...path, 'price_set']);
    }
    totalMinor += minorIn(
      ctx,
      [...path, 'line_price_set', 'shop_money', 'amount'],
      all.shop_money.amount,
      currency,
    );
    return {
      productId: line.product_id,
      variantId: line.variant_id,
      title: line.title,
      variantTitle: null,
      quantity: line.quantity,
      unitMinor: minorIn(
        ctx,
        [...path, 'price_set', 'shop_money', 'amount'],
        unit.shop_money.amount,
        currency,
      ),
    };
  });
  const { token, updated_at: updatedAt, created_at: createdAt } = payload;
  return {
    token,
    createdAt,
    updatedAt: updatedAt ?? createdAt,
    lines,
    total: { minor: totalMinor, currency },
    shown: payload.line_items.map(({ price_set, line_price_set }) => ({
      unit: price_set.presentment_money,
      all: line_price_set.presentment_money,
    })),
  };
});

/** carts/create, carts/update: a cart of a person we may not know yet. */
const readCart = defineTopicHandler(
  cart,
  ({ token, createdAt, updatedAt, lines, total, shown }, delivery) => {
    const at = updatedAt ?? delivery.triggeredAt;
    if (at === null) return undated('updated_at');
    const presentment = sumOf(
      delivery,
      shown.map(({ all }) => all),
    );
    const snapshot: CartSnapshot = {
      kind: 'cart',
      token,
      cartToken: null,
      createdAt: createdAt ?? at,
      updatedAt: at,
      lines: shownLines(
        delivery,
        boundedLines(lines),
        { total, presentment },
        shown.map(({ unit }) => unit),
      ),
      quantity: piecesOf(lines),
      total,
      presentment,
      recoveryUrl: null,
      completed: false,
    };
    return parsedEvents({
      kind: 'cart.changed',
      // Of what was sent, and not of when: two topics that say the same count once.
      id: idOf('cart.changed', JSON.stringify(snapshot)),
      at,
      topic: delivery.topic,
      identifiers: [{ kind: 'cart', value: token }],
      traitsAt: at,
      traits: {},
      cart: { ...snapshot, ...subsecondField(at, delivery) },
    });
  },
);

/** What all lines cost in the shopper's currency; null when not every line has it in the same one. */
function sumOf(delivery: DeliveryContext, shown: (WrittenMoney | null)[]): Money | null {
  const costs = shown.map((written, index) =>
    moneyOf(delivery, `line_items[${index}].line_price_set.presentment_money`, written),
  );
  const [first] = costs;
  if (!first) return null;
  let minor = 0;
  for (const cost of costs) {
    if (cost?.currency !== first.currency) return null;
    minor += cost.minor;
  }
  return { minor, currency: first.currency };
}

export const cartTopics: TopicRecord = {
  names: ['carts/create', 'carts/update'],
  handler: readCart,
  subscription: 'topic',
  origin: 'a cart',
  shape: { object: null, has: ['line_items'], lacks: ['currency', 'abandoned_checkout_url'] },
};
