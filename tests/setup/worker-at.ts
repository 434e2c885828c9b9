import type pg from 'pg';
import type { DrainServices } from '#app/engine/drain.server.ts';
import type { ReplayServices } from '#app/journeys/replay/run-replays.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { silentLogger } from './logger.ts';
import { policyOf } from './policy-of.ts';

/** What the jobs of the engine and replays need, of a worker of its own whose clock stands at a moment. */
export async function workerAt(
  pool: pg.Pool,
  now: number,
): Promise<DrainServices & ReplayServices> {
  const heartbeat = await registerHeartbeat(pool, 'test');
  return { pool, clock: { now: () => now }, logger: silentLogger, heartbeat, policyOf, openDeals };
}
