import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { isLearningActive } from './learning.ts';
import { endLearning, loadLearning, openLearning } from './store/learning.server.ts';

/** Learned by itself no more often than this. */
const EVERY = 7 * DAY;

/** Asks for it in the caller's transaction; one that is under way goes on. */
export async function startLearning(
  client: ShopClient,
  shopId: string,
  by: string,
  now: number,
): Promise<void> {
  await openLearning(client, shopId, by, now);
  await enqueueJob(client, shopId, 'learn');
}

/** Asks for it when the last time is a week ago, in the caller's transaction. */
export async function learnWhenDue(client: ShopClient, shopId: string, now: number): Promise<void> {
  const last = await loadLearning(client, shopId);
  if (last === null || (!isLearningActive(last) && last.askedAt <= now - EVERY))
    await startLearning(client, shopId, 'system', now);
}

/** Cancels it. What was learned before stays. */
export async function cancelLearning(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<void> {
  await endLearning(client, shopId, 'cancelled', now);
}
