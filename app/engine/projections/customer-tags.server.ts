import { planTags } from '#app/destinations/plan-tags.server.ts';
import type { Projection } from './projection.server.ts';

/** Tags of customers in Shopify, where a segment is synced with one. */
export const customerTagsProjection: Projection = {
  name: 'customer tags',
  apply: async ({ client, shopId, changes, now }) => {
    const profileIds = [...changes.profiles, ...changes.unscored].map(({ id }) => id);
    const planned = await planTags(client, shopId, { profileIds }, now);
    return planned > 0 ? [{ job: 'audiences' }] : [];
  },
};
