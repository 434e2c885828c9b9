import { idOf } from '#app/lib/ids.ts';
import type { DomainEvent } from '#app/events/event.ts';
import {
  customerPayload,
  deletedCustomerPayload,
  mergedCustomersPayload,
  objectId,
} from '#app/events/payloads/shopify-payload.ts';
import { consentsIn } from './from-consent.ts';
import { allTags } from './from-customer-facts.ts';
import { customerOf, identifiersOf } from './person.ts';
import { stateMomentAt } from './state-time.ts';
import { parsedEvents, defineTopicHandler, undated } from './topic-handler.ts';

/**
 * customers/create, update, enable, disable: who a customer is. Orders have topics of their own; consents and tags as
 * well, and where a body has them they count.
 */
export const readCustomer = defineTopicHandler(customerPayload, (payload, delivery) => {
  const at = payload.updated_at ?? payload.created_at ?? delivery.triggeredAt;
  if (at === null) return undated('updated_at');
  const person = customerOf(delivery, payload);
  const { email, phone, traits, record } = person;
  const customerId = objectId(payload);
  const { tags } = payload;
  const changed: DomainEvent = {
    kind: 'customer.changed',
    id: idOf('customer.changed', customerId, JSON.stringify([at, traits])),
    at,
    topic: delivery.topic,
    identifiers: identifiersOf(['customer', customerId], ['email', email], ['phone', phone]),
    // Of two states of one second the one that was triggered later is the later.
    traitsAt: stateMomentAt(at, delivery),
    traits,
    // What is sent empty, or as no address, is not theirs any more.
    record: {
      ...(payload.email === undefined ? {} : { email: null }),
      ...(payload.phone === undefined ? {} : { phone: null }),
      ...record,
    },
  };
  return parsedEvents(
    changed,
    ...consentsIn(payload, person, delivery),
    ...(tags === undefined ? [] : [allTags(customerId, tags, at, delivery)]),
  );
});

/** customers/delete: says who, but not when. */
export const readDeletedCustomer = defineTopicHandler(
  deletedCustomerPayload,
  (payload, delivery) => {
    const { triggeredAt: at } = delivery;
    if (at === null) return undated('deleted_at');
    const customerId = objectId(payload);
    return parsedEvents({
      kind: 'customer.deleted',
      id: idOf('customer.deleted', customerId),
      at,
      topic: delivery.topic,
      identifiers: [{ kind: 'customer', value: customerId }],
      traitsAt: at,
      traits: {},
    });
  },
);

/** customers/merge: two records were one person. Sent also while it runs and when it failed. */
export const readMergedCustomers = defineTopicHandler(
  mergedCustomersPayload,
  (payload, delivery) => {
    if (payload.status.toLowerCase() !== 'completed') return parsedEvents();
    const { triggeredAt: at } = delivery;
    if (at === null) return undated('merged_at');
    const keptId = payload.admin_graphql_api_customer_kept_id;
    const deletedId = payload.admin_graphql_api_customer_deleted_id;
    return parsedEvents({
      kind: 'customer.merged',
      id: idOf('customer.merged', keptId, deletedId),
      at,
      topic: delivery.topic,
      identifiers: [{ kind: 'customer', value: keptId }],
      traitsAt: at,
      traits: { customerId: keptId },
      keptId,
      deletedId,
    });
  },
);
