import { savePairs } from '#app/catalog/store/save-pairs.server.ts';
import type { Projection } from './projection.server.ts';

/** Products that were bought or looked at together. */
export const productPairsProjection: Projection = {
  name: 'product pairs',
  apply: async ({ client, shopId, changes }) => {
    await savePairs(client, shopId, changes.pairs);
    return [];
  },
};
