import type pg from 'pg';
import type { EffectKind } from '#app/effects/registry.ts';
import { runEffects } from '#app/effects/run-effects.server.ts';
import { effectExecutors, type EffectServices } from '#app/jobs/effect-executors.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { silentLogger } from '#tests/setup/logger.ts';

type GivenServices = { pool: pg.Pool; clock: Clock } & Partial<EffectServices>;

/** Carries out what is due of a kind, as a worker does. What is to be tried again is due again at once. */
export async function runEffectsOf<K extends EffectKind>(
  kind: K,
  services: GivenServices,
  shopId: string,
): Promise<number | null> {
  const heartbeat = services.heartbeat ?? (await registerHeartbeat(services.pool, 'worker'));
  const all = { logger: silentLogger, random: () => 0, ...services, heartbeat };
  // A kind needs what its test gives.
  return await runEffects(all as EffectServices, shopId, kind, effectExecutors[kind]);
}
