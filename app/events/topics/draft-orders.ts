import { idOf } from '#app/lib/ids.ts';
import { minorIn } from '#app/events/payloads/payload-values.ts';
import { draftOrderPayload, objectId } from '#app/events/payloads/shopify-payload.ts';
import { emailOf } from '#app/events/payloads/optional-values.ts';
import { customerOf, identifiersOf } from './person.ts';
import { parsedEvents, defineTopicHandler } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

const draft = draftOrderPayload.transform((payload, ctx) => {
  const { currency } = payload;
  const total = { minor: minorIn(ctx, ['total_price'], payload.total_price, currency), currency };
  return { payload, total };
});

/** draft_orders/create, draft_orders/update: a quote. One without a customer is no event. */
const readDraftOrder = defineTopicHandler(draft, ({ payload, total }, delivery) => {
  const buyer = payload.customer ? customerOf(delivery, payload.customer, 'customer.') : null;
  const email = emailOf(delivery, 'email', payload.email) ?? buyer?.email ?? null;
  if (!buyer && email === null) return parsedEvents();
  const quoteId = objectId(payload);
  const { name, status, updated_at: at } = payload;
  const quote = { quoteId, name, status, total };
  const identifiers = identifiersOf(['customer', buyer?.customerId ?? null], ['email', email]);
  return parsedEvents({
    ...quote,
    kind: 'quote.changed',
    id: idOf('quote.changed', JSON.stringify([quote, identifiers, at])),
    at,
    topic: delivery.topic,
    identifiers,
    traitsAt: at,
    traits: buyer?.traits ?? {},
    record: buyer?.record ?? {},
  });
});

export const draftOrderTopics: TopicRecord = {
  names: ['draft_orders/create', 'draft_orders/update'],
  handler: readDraftOrder,
  subscription: 'topic',
  origin: 'a draft order',
  shape: { object: 'DraftOrder' },
};
