import { collectionPayload, onlyIdPayload } from '#app/events/payloads/catalog-payload.ts';
import { objectId } from '#app/events/payloads/shopify-payload.ts';
import { FIELDS_OF_WHOLE } from '#app/events/payloads/body-shape.ts';
import { catalogChanged, defineTopicHandler } from './topic-handler.ts';
import { stateMomentAt } from './state-time.ts';
import type { TopicRecord } from './topic-record.ts';

/** collections/create, collections/update. */
const readCollection = defineTopicHandler(collectionPayload, (payload, delivery) =>
  catalogChanged({
    kind: 'collection.changed',
    collection: {
      id: objectId(payload),
      title: payload.title,
      handle: payload.handle,
      updatedAt: stateMomentAt(payload.updated_at, delivery),
      productIds: payload.product_ids ?? null,
    },
  }),
);

/** collections/delete. */
const readDeletedCollection = defineTopicHandler(onlyIdPayload, (payload) =>
  catalogChanged({ kind: 'collection.deleted', collectionId: objectId(payload) }),
);

export const collectionTopics: TopicRecord = {
  names: ['collections/create', 'collections/update'],
  handler: readCollection,
  subscription: 'topic',
  origin: 'a visit',
  shape: { object: 'Collection', lacks: FIELDS_OF_WHOLE },
};

export const deletedCollectionTopic: TopicRecord = {
  names: ['collections/delete'],
  handler: readDeletedCollection,
  subscription: 'topic',
  origin: 'a visit',
  shape: { object: 'Collection', lacks: FIELDS_OF_WHOLE },
};
