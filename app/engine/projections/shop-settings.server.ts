import { applyShopChange } from '#app/events/apply-shop-change.server.ts';
import type { Projection } from './projection.server.ts';

/** What the shop says of itself: its settings, the app's scopes, that the app was uninstalled. */
export const shopSettingsProjection: Projection = {
  name: 'shop settings',
  apply: async ({ client, shopId, batch }) => {
    for (const { change, delivery } of batch.shop)
      if (change.kind !== 'compliance_request')
        await applyShopChange(client, shopId, change, delivery);
    const isUninstalled = batch.shop.some(({ change }) => change.kind === 'uninstalled');
    return isUninstalled ? [{ job: 'confirm_uninstall' }] : [];
  },
};
