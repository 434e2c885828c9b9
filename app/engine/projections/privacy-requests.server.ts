import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { receiveDeletions } from '#app/privacy/receive-deletions.server.ts';
import { receiveRequest } from '#app/privacy/receive-request.server.ts';
import type { Projection } from './projection.server.ts';

/** Requests to see or erase what is stored of people, and customers that were deleted in Shopify. */
export const privacyRequestsProjection: Projection = {
  name: 'privacy requests',
  apply: async ({ client, shopId, batch: { shop, events }, now }) => {
    if (shop.length === 0 && events.length === 0) return [];
    const { erasedCodes } = ringOf(client);
    for (const { change, delivery } of shop)
      if (change.kind === 'compliance_request')
        await receiveRequest(client, shopId, erasedCodes, change, delivery, now);
    await receiveDeletions(client, shopId, erasedCodes, events, now);
    return [];
  },
};
