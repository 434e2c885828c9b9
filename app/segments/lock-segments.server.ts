import type { ShopClient } from '#app/platform/db.server.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import { loadSegments } from './store/load-segments.server.ts';
import type { StoredSegment } from './stored-segment.ts';

/**
 * As `loadSegments`, for a caller that changes one: the shop's segments change one at a time, because two changes at
 * once could make a circle that neither of them sees.
 */
export async function lockSegments(
  client: ShopClient,
  shopId: string,
): Promise<Map<string, StoredSegment>> {
  await takeLock(client, 'segments', shopId);
  return await loadSegments(client, shopId);
}
