import { takeDueEffects } from '#app/effects/outbox.server.ts';
import { completeEffects } from '#app/effects/store/complete-effects.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CompletedTag, PendingTag } from './pending-tags.ts';
import { planTags } from './plan-tags.server.ts';
import {
  confirmCustomerTags,
  deleteCustomerTags,
  pendingTagStates,
  profilesOfCustomers,
} from './store/customer-tags.server.ts';
import { lockSegmentTags } from './store/segment-tags.server.ts';

/** The oldest changes that wait; of several about one customer and tag only one, for they all come to the same. */
export async function loadPendingTags(
  client: ShopClient,
  shopId: string,
  most: { limit: number; now: number },
): Promise<PendingTag[]> {
  const { effects } = await takeDueEffects(client, shopId, ['sync_tag'], most);
  return await pendingTagStates(
    client,
    shopId,
    effects.map(({ key, payload, attempts }) => ({ key, ...payload, attempts })),
  );
}

/**
 * Notes what came of changes that waited, and plans again for the same people: they may have entered or left while
 * it was sent. The lock on the tags makes a worker that plans at the same time wait for this, and this for it.
 * @param now epoch milliseconds
 */
export async function completeTags(
  client: ShopClient,
  shopId: string,
  completed: readonly CompletedTag[],
  now: number,
): Promise<void> {
  if (completed.length === 0) return;
  await lockSegmentTags(client, shopId);
  await completeEffects(client, shopId, completed, now);
  await confirmCustomerTags(client, shopId, completed);
  await deleteCustomerTags(client, shopId, completed);
  const customerIds = completed.map(({ customerId }) => customerId);
  const profileIds = await profilesOfCustomers(client, shopId, customerIds);
  await planTags(client, shopId, { profileIds }, now);
}
