import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { openPool } from '#app/platform/db.server.ts';
import { drain } from '#app/engine/drain.server.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import type { Figure } from './benches.ts';
import { segmentsOfMany } from './busy-policy.ts';
import { fillInbox, shopping } from './fill.ts';
import type { Lab } from './lab.ts';

const ACTING = 3_000;
const WARM_ACTING = 500;
const SEGMENTS = 50;
const TICKS_A_SECOND = 100;
export const DECIDE_SIZES = `drain.decide: ${String(ACTING * 2.5)} deliveries, scored and sorted into ${String(SEGMENTS)} segments, and neither`;

const full: Policy = {
  model: retailModel,
  timeZone: 'UTC',
  journeys,
  segments: segmentsOfMany(SEGMENTS),
};
/** No profile gets a point and no profile is in a segment. */
const none: Policy = {
  model: { ...retailModel, signals: [], fit: [] },
  timeZone: 'UTC',
  journeys,
  lifecycle: { of: { any: [] }, tiers: [] },
  rfm: { of: { any: [] }, tiers: [] },
};

/**
 * What part of the drain's time scores and segments take: deciding and writing them, and the moments of their
 * next changes. It is processor time, of the process and of the database's side of its connections, because
 * what else the machine does would hide the difference.
 * @returns percent
 */
export async function benchDecide(lab: Lab): Promise<Figure> {
  const [without, took] = [await drained(lab, none), await drained(lab, full)];
  const value = (1 - without / took) * 100;
  lab.say(
    `drain.decide: ${took.toFixed(2)} s with scores and segments, ${without.toFixed(2)} s without: ${value.toFixed(0)} %`,
  );
  return { value, baseline: 0 };
}

/** Seconds of processor time for all deliveries by a policy. */
async function drained(lab: Lab, policy: Policy): Promise<number> {
  return await lab.withBed(async (bed) => {
    const at = Date.now();
    const pool = openPool(bed.url, { max: 4, name: 'decide', ring: testKeyRing() });
    const services = {
      pool,
      clock: { now: Date.now },
      logger: silentLogger,
      heartbeat: await registerHeartbeat(pool, 'bench'),
      policyOf: () => Promise.resolve(policy),
    };
    await pool.query('select maintain_partitions($1)', [new Date(at)]);
    await fillInbox(bed, shopping(ACTING, WARM_ACTING, at, at + HOUR));
    await drain(services, bed.shop.id);
    await fillInbox(bed, shopping(0, ACTING, at, at + HOUR));
    const before = await processorSeconds(pool);
    await drain(services, bed.shop.id);
    const seconds = (await processorSeconds(pool)) - before;
    await pool.end();
    return seconds;
  });
}

/** What this process and the database's processes for its connections have used so far. */
async function processorSeconds(pool: pg.Pool): Promise<number> {
  const { user, system } = process.cpuUsage();
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'decide'`,
  );
  const ticks = await Promise.all(rows.map(({ pid }) => ticksOf(pid)));
  return (user + system) / 1e6 + ticks.reduce((sum, each) => sum + each, 0) / TICKS_A_SECOND;
}

/** User and system time of a process as Linux counts it. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  // The name before it stands in brackets and may hold spaces; see proc_pid_stat(5) for the places.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
