import type { ShopClient } from '#app/platform/db.server.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { selectJobsBackingOff } from '#app/queue/store/jobs-backing-off.server.ts';
import { effectKindNames, effectKinds } from './registry.ts';
import { dueEffectKinds } from './store/due-effects.server.ts';

/**
 * The jobs that have effects to carry out by now. One that failed and waits for its next try is not among them: it does
 * then, and enqueued again it would run at once, as if it had never failed.
 * @param now epoch milliseconds
 */
export async function dueEffectJobs(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<JobName[]> {
  const kinds = await dueEffectKinds(client, shopId, effectKindNames, now);
  const wanted = [...new Set(kinds.map((kind) => effectKinds[kind].job))];
  const waiting = await selectJobsBackingOff(client, shopId, wanted);
  return wanted.filter((job) => !waiting.has(job));
}
