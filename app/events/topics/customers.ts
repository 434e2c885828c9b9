import { idOf } from '#app/lib/ids.ts';
import type { DomainEvent } from '#app/events/event.ts';
import {
  customerPayload,
  deletedCustomerPayload,
  mergedCustomersPayload,
  objectId,
} from '#app/events/payloads/shopify-payload.ts';
import { FIELDS_OF_WHOLE, PURCHASE_FIELDS, SHOP_FIELDS } from '#app/events/payloads/body-shape.ts';
import { consentsIn } from './marketing-consents.ts';
import { allTags } from './customer-facts.ts';
import { customerOf, identifiersOf } from './person.ts';
import { stateMomentAt } from './state-time.ts';
import { parsedEvents, defineTopicHandler, undated } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

/**
 * customers/create, update, enable, disable: who a customer is. Orders have topics of their own; consents and tags as
 * well, and where a body has them they count.
 */
const readCustomer = defineTopicHandler(customerPayload, (payload, delivery) => {
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
const readDeletedCustomer = defineTopicHandler(deletedCustomerPayload, (payload, delivery) => {
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
});

/** customers/merge: two records were one person. Sent also while it runs and when it failed. */
const readMergedCustomers = defineTopicHandler(mergedCustomersPayload, (payload, delivery) => {
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
});

export const customerTopics: TopicRecord = {
  names: ['customers/create', 'customers/update', 'customers/enable', 'customers/disable'],
  handler: readCustomer,
  subscription: 'topic',
  origin: 'a customer record',
  shape: {
    object: 'Customer',
    lacks: [...PURCHASE_FIELDS, ...SHOP_FIELDS, 'handle'],
    // A record of its own has a date; a change of the consent alone has none.
    lacksUnlessHas: { sms_marketing_consent: 'updated_at' },
  },
};

export const deletedCustomerTopic: TopicRecord = {
  names: ['customers/delete'],
  handler: readDeletedCustomer,
  subscription: 'topic',
  origin: 'a customer record',
  shape: { object: 'Customer', lacks: [...FIELDS_OF_WHOLE, 'title', 'customer'] },
};

export const mergedCustomersTopic: TopicRecord = {
  names: ['customers/merge'],
  handler: readMergedCustomers,
  subscription: 'topic',
  origin: 'a customer record',
  shape: { object: null },
};
