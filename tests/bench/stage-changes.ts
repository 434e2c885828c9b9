import { setTimeout as pause } from 'node:timers/promises';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { quantile } from './load.ts';
import { fillWithPeople } from './people.ts';

const PEOPLE = 100_000;
/** Until the first of them is due; the worker has started by then. */
const LEAD_MS = 30_000;
/** How often it is polled how many are done; what is measured is late by no more than that. */
const POLL_INTERVAL_MS = 50;
/** After so long without an order a stage ends. */
const AT_RISK_DAYS = 90;

export const STAGE_CHANGE_SIZES = `flips.late: ${PEOPLE.toLocaleString('en')} people whose stage ends within one minute`;

/**
 * How late people leave their stage when time alone makes them, from the moment they should to the moment
 * it is visible.
 * @returns milliseconds, 99th percentile
 */
export async function benchStageChanges(lab: Lab): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    await fillWithPeople(bed, PEOPLE);
    const first = Date.now() + LEAD_MS;
    await spread(bed, first);
    const worker = await startWorker(lab, bed);
    if (Date.now() > first) throw new Error('The worker did not start in time. Lead longer.');
    const late = await watch(bed, first);
    await worker.kill('SIGTERM');
    const early = await earlyOnes(bed, first);
    if (early > 0) throw new Error(`${String(early)} people left their stage too early.`);
    const value = quantile(late, 0.99);
    lab.say(
      `flips.late: p50 ${quantile(late, 0.5).toFixed(0)} ms, p99 ${value.toFixed(0)} ms, max ${Math.max(0, quantile(late, 1)).toFixed(0)} ms`,
    );
    return { value, baseline: 0 };
  });
}

/** When the stage change of the person at an index is due. */
function dueAt(first: number, place: number): number {
  return first + Math.floor((place * MINUTE) / PEOPLE);
}

/** Gives each person a last order that is 90 days old at a moment of their own. */
async function spread({ owner, shop }: Bed, first: number): Promise<void> {
  await owner.query('create table due (profile_id uuid primary key, at bigint not null)');
  await owner.query(
    `insert into due select id, $2::bigint + (row_number() over (order by id) - 1) * $3::bigint / $4::bigint
       from profile where shop_id = $1`,
    [shop.id, first, MINUTE, PEOPLE],
  );
  await owner.query(
    `update profile set next_change_at = to_timestamp(at / 1000.0),
       state = jsonb_set(jsonb_set(state::jsonb, '{signals}', '{}'), '{orders,lastAt}', to_jsonb(at - $2::bigint))::json
     from due where shop_id = $1 and id = profile_id`,
    [shop.id, AT_RISK_DAYS * DAY],
  );
  await owner.query(
    `update membership set segment_key = 'first_time_buyer'
      where shop_id = $1 and segment_key = any($2) and left_at is null`,
    [shop.id, ['checkout_starter', 'cart_starter']],
  );
  await owner.query('delete from journey_run where shop_id = $1', [shop.id]);
  await owner.query('vacuum analyze profile, membership');
  await owner.query('checkpoint');
}

/** How late each stage change was visible, milliseconds. */
async function watch({ owner, shop }: Bed, first: number): Promise<number[]> {
  const end = new Date(first + MINUTE + 1);
  const late: number[] = [];
  while (late.length < PEOPLE) {
    if (Date.now() > first + 10 * MINUTE) throw new Error('The stage changes do not end.');
    const { rows } = await owner.query<{ left: number }>(
      'select count(*)::int as left from profile where shop_id = $1 and next_change_at <= $2',
      [shop.id, end],
    );
    const seen = Date.now();
    const done = PEOPLE - (rows[0]?.left ?? PEOPLE);
    while (late.length < done) late.push(seen - dueAt(first, late.length));
    await pause(POLL_INTERVAL_MS);
  }
  return late;
}

async function earlyOnes({ owner, shop }: Bed, first: number): Promise<number> {
  const { rows } = await owner.query<{ early: number; changed: number }>(
    `select count(*) filter (where left_at < to_timestamp(at / 1000.0))::int as early, count(*)::int as changed
       from membership join due using (profile_id)
      where shop_id = $1 and segment_key = 'first_time_buyer' and left_at >= $2`,
    [shop.id, new Date(first - MINUTE)],
  );
  const { early = 0, changed = 0 } = rows[0] ?? {};
  if (changed < PEOPLE) throw new Error(`Only ${String(changed)} people left their stage.`);
  return early;
}
