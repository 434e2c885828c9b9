import { scheduleNext } from '#app/engine/timers.server.ts';
import { effectKindsOf, type EffectKind } from '#app/effects/registry.ts';
import { runEffects } from '#app/effects/run-effects.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { JobName } from '#app/queue/catalog.ts';
import { effectExecutors, type EffectServices } from './effect-executors.server.ts';

/**
 * Carries out all effects of a job that are due, kind by kind, and notes when the next is. A kind that fails as a whole
 * stops none of the others.
 * @returns after how many milliseconds to go on, when another system asked for a pause; null when all is done
 * @throws the first error, after all kinds
 */
export async function carryOutEffects(
  services: EffectServices,
  shopId: string,
  job: JobName,
): Promise<number | null> {
  // What becomes due from now on is noted, also what is done before that.
  const startedAt = services.clock.now();
  const errors: unknown[] = [];
  const pauses: number[] = [];
  for (const kind of effectKindsOf(job)) {
    try {
      const pause = await carryOut(services, shopId, kind);
      if (pause !== null) pauses.push(pause);
    } catch (error) {
      errors.push(error);
    }
  }
  await inShop(services.pool, shopId, (client) => scheduleNext(client, shopId, startedAt));
  // The job is tried again for the first; the others would be lost.
  for (const err of errors.slice(1))
    services.logger.error({ shopId, job, err }, 'effects could not be carried out');
  if (errors.length > 0) throw errors[0];
  return pauses.length > 0 ? Math.min(...pauses) : null;
}

async function carryOut<K extends EffectKind>(
  services: EffectServices,
  shopId: string,
  kind: K,
): Promise<number | null> {
  return await runEffects(services, shopId, kind, effectExecutors[kind]);
}
