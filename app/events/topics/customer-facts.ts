import { idOf } from '#app/lib/ids.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { minorIn } from '#app/events/payloads/payload-values.ts';
import {
  customerTagsPayload,
  purchasingSummaryPayload,
} from '#app/events/payloads/shopify-payload.ts';
import { parsedEvents, defineTopicHandler, type DeliveryContext } from './topic-handler.ts';
import { stateMomentAt } from './state-time.ts';
import type { TopicRecord } from './topic-record.ts';

/** customer.tags_added, customer.tags_removed. */
const readCustomerTags = defineTopicHandler(customerTagsPayload, (payload, delivery) => {
  const { customerId, tags, occurredAt: at } = payload;
  const removed = delivery.topic === 'customer.tags_removed';
  return parsedEvents({
    ...ofCustomer(customerId, at, delivery),
    kind: 'tags.changed',
    id: idOf('tags.changed', customerId, JSON.stringify([at, removed, tags])),
    added: removed ? [] : tags,
    removed: removed ? tags : [],
  });
});

/** That these are all tags a customer has. */
export function allTags(
  customerId: string,
  all: readonly string[],
  at: number,
  delivery: DeliveryContext,
): DomainEvent {
  // However they are sorted, they are the same list.
  const tags = [...new Set(all)].sort();
  return {
    ...ofCustomer(customerId, at, delivery),
    traitsAt: stateMomentAt(at, delivery),
    // Who it is about follows from the record that it stands in.
    traits: {},
    kind: 'tags.changed',
    id: idOf('tags.changed', customerId, JSON.stringify([at, 'all', tags])),
    added: [],
    removed: [],
    all: tags,
  };
}

const summary = purchasingSummaryPayload.transform((payload, ctx) => {
  const { amount, currencyCode: currency } = payload.amountSpent;
  return {
    ...payload,
    spent: { minor: minorIn(ctx, ['amountSpent'], amount, currency), currency },
  };
});

/** customers/purchasing_summary. */
const readPurchasingSummary = defineTopicHandler(summary, (payload, delivery) => {
  const { customerId, numberOfOrders: orders, spent, occurredAt: at } = payload;
  return parsedEvents({
    ...ofCustomer(customerId, at, delivery),
    kind: 'customer.summarized',
    id: idOf('customer.summarized', customerId, JSON.stringify([at, orders, spent])),
    orders,
    spent,
  });
});

function ofCustomer(
  customerId: string,
  at: number,
  { topic }: DeliveryContext,
): Pick<DomainEvent, 'at' | 'topic' | 'identifiers' | 'traitsAt' | 'traits'> {
  return {
    at,
    topic,
    identifiers: [{ kind: 'customer', value: customerId }],
    traitsAt: at,
    traits: { customerId },
  };
}

export const customerTagTopics: TopicRecord = {
  names: ['customer.tags_added', 'customer.tags_removed'],
  handler: readCustomerTags,
  subscription: 'topic',
  origin: 'a customer record',
};

export const purchasingSummaryTopic: TopicRecord = {
  names: ['customers/purchasing_summary'],
  handler: readPurchasingSummary,
  subscription: 'topic',
  origin: 'a customer record',
  shape: { object: null },
};
