import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { effectKindNames, effectKinds } from './registry.ts';
import { dueEffectKinds } from './store/due-effects.server.ts';

/**
 * The jobs that have effects to carry out by now.
 * @param now epoch milliseconds
 */
export async function dueEffectJobs(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<JobName[]> {
  const kinds = await dueEffectKinds(client, shopId, effectKindNames, now);
  return [...new Set(kinds.map((kind) => effectKinds[kind].job))];
}
