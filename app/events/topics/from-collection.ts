import { collectionPayload, onlyIdPayload } from '#app/events/payloads/catalog-payload.ts';
import { objectId } from '#app/events/payloads/shopify-payload.ts';
import { catalogChanged, defineTopicHandler } from './topic-handler.ts';
import { stateMomentAt } from './state-time.ts';

/** collections/create, collections/update. */
export const readCollection = defineTopicHandler(collectionPayload, (payload, delivery) =>
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
export const readDeletedCollection = defineTopicHandler(onlyIdPayload, (payload) =>
  catalogChanged({ kind: 'collection.deleted', collectionId: objectId(payload) }),
);
