import { drain, type DrainServices } from '#app/engine/drain.server.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { DAY } from '#app/lib/duration.ts';
import { openPool } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import type { Bed } from './lab.ts';

/** A journey of the person: a wait, a branch, an email and another wait, as often as a run goes on. */
const MEASURED_JOURNEY: Journey = {
  key: 'measured',
  name: 'Measured',
  purpose: 'Measure the engine.',
  version: 1,
  trigger: { segment: 'no-segment', kind: 'entered' },
  entry: { all: [] },
  exitReasons: ['person_deleted'],
  restartsWhileWaitingAt: null,
  first: 'wait-1',
  steps: [
    { id: 'wait-1', kind: 'wait', ms: DAY, next: 'branch' },
    {
      id: 'branch',
      kind: 'branch',
      when: { field: 'orders', is: 'at_least', value: 1 },
      yes: 'mail-1',
      no: 'mail-2',
    },
    { id: 'mail-1', kind: 'email', template: 'order-care', class: 'transactional', next: 'wait-2' },
    {
      id: 'mail-2',
      kind: 'email',
      template: 'order-thanks',
      class: 'transactional',
      next: 'wait-2',
    },
    { id: 'wait-2', kind: 'wait', ms: DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
};
/** Steps that a run reaches when its first wait is over: the branch, one of the emails, and the second wait. */
export const STEPS_OF_A_TURN = 3;

/** The same for each order of a person, several at a time. */
const MEASURED_OF_ORDERS: Journey = {
  ...MEASURED_JOURNEY,
  key: 'measured-orders',
  trigger: { events: ['order.placed'], subject: 'order' },
  first: 'branch',
};

const policy: Policy = {
  model: retailModel,
  timeZone: 'UTC',
  journeys: [MEASURED_JOURNEY, MEASURED_OF_ORDERS],
};

/** Puts people of `fillWithPeople` on the journey, where each waits until a moment. */
export async function fillRuns(
  bed: Bed,
  { from, count, times, wakeAt }: { from: number; count: number; times: number; wakeAt: number },
): Promise<void> {
  await bed.owner.query(
    `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, visit,
       context, entered_at, wake_at)
     select $1, md5('run.' || n || '.' || turn || '.' || $6)::uuid, 'measured', 1, md5('person.' || n || '@mail.example')::uuid,
            'person:' || n || ':' || turn || ':' || $6, 'active', 'wait-1', 1, '{"subject":"person"}',
            $5::timestamptz - interval '1 day', $5::timestamptz + n * interval '1 ms'
       from generate_series($2::int, $2::int + $3::int - 1) as n, generate_series(1, $4::int) as turn`,
    [bed.shop.id, from, count, times, new Date(wakeAt), String(wakeAt)],
  );
  await bed.owner.query('vacuum analyze journey_run');
  await bed.owner.query('checkpoint');
}

/** Drains the shop in this process, as one worker does. @returns seconds */
export async function drainMeasured(bed: Bed): Promise<number> {
  const pool = openPool(bed.url, { max: 4, name: 'journeys', ring: testKeyRing() });
  const services: DrainServices = {
    pool,
    clock: { now: Date.now },
    logger: silentLogger,
    heartbeat: await registerHeartbeat(pool, 'bench'),
    policyOf: () => Promise.resolve(policy),
  };
  const started = performance.now();
  await drain(services, bed.shop.id);
  const seconds = (performance.now() - started) / 1_000;
  await pool.end();
  return seconds;
}
