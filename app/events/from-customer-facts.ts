import { idOf } from '#app/lib/ids.ts';
import type { DomainEvent } from './event.ts';
import { minorIn } from './payload-values.ts';
import { happened, reading, type Told } from './reader.ts';
import { customerTagsPayload, purchasingSummaryPayload } from './shopify-payload.ts';

/** customer.tags_added, customer.tags_removed. */
export const readCustomerTags = reading(customerTagsPayload, (payload, told) => {
  const { customerId, tags, occurredAt: at } = payload;
  const removed = told.topic === 'customer.tags_removed';
  return happened({
    ...ofCustomer(customerId, at, told),
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
  told: Told,
): DomainEvent {
  // However they are sorted, they are the same list.
  const tags = [...new Set(all)].sort();
  return {
    ...ofCustomer(customerId, at, told),
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
export const readPurchasingSummary = reading(summary, (payload, told) => {
  const { customerId, numberOfOrders: orders, spent, occurredAt: at } = payload;
  return happened({
    ...ofCustomer(customerId, at, told),
    kind: 'customer.summarized',
    id: idOf('customer.summarized', customerId, JSON.stringify([at, orders, spent])),
    orders,
    spent,
  });
});

function ofCustomer(
  customerId: string,
  at: number,
  { topic }: Told,
): Pick<DomainEvent, 'at' | 'topic' | 'identifiers' | 'traitsAt' | 'traits'> {
  return {
    at,
    topic,
    identifiers: [{ kind: 'customer', value: customerId }],
    traitsAt: at,
    traits: { customerId },
  };
}
