import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { findDueRuns } from '#app/journeys/store/runs.server.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { advanceRunsBarely } from './baseline/journeys.ts';
import type { Figure } from './benches.ts';
import { fillInbox, shopping } from './fill.ts';
import { drainMeasured, fillRuns, STEPS_OF_A_TURN } from './journey-shop.ts';
import type { Bed, Lab } from './lab.ts';
import { quantile } from './load.ts';
import { orderParcel } from './payloads.ts';
import { fillWithPeople } from './people.ts';

const RUNS_DUE = 20_000;
const WARM_RUNS = 2_000;
const WAITING = 1_000_000;
/** Runs of one person that wait at once. */
const RUNS_EACH = 10;
const ACTING = 2_000;
const LOOKS = 200;
const BURST = { people: 200, orders: 3 };

export const JOURNEY_SIZES = `journey: ${String(RUNS_DUE)} runs due, ${String(STEPS_OF_A_TURN)} steps each; ${WAITING.toLocaleString('en')} runs that wait, ${String(ACTING * 2.5)} deliveries of ${String(ACTING)} others`;

/** Steps of runs that are taken a second, each with its decision, its email and its state saved. */
export async function benchJourneySteps(lab: Lab): Promise<Figure> {
  const ours = await lab.withBed(async (bed) => {
    await fillDue(bed);
    return (RUNS_DUE * STEPS_OF_A_TURN) / (await drainMeasured(bed));
  });
  const bare = await lab.withBareBed(async (bed) => {
    await fillDue(bed);
    return (RUNS_DUE * STEPS_OF_A_TURN) / (await advanceRunsBarely(bed.url, bed.shop.id));
  });
  lab.say(`journey.steps: ${ours.toFixed(0)}/s, baseline ${bare.toFixed(0)}/s`);
  return { value: ours, baseline: bare };
}

/** Runs of as many people that are due, after a first portion that fills the caches. */
async function fillDue(bed: Bed): Promise<void> {
  const due = Date.now() - 5 * MINUTE;
  await fillWithPeople(bed, RUNS_DUE + WARM_RUNS + 1);
  await fillRuns(bed, { from: 1, count: WARM_RUNS, times: 1, wakeAt: due });
  await drainMeasured(bed);
  await fillRuns(bed, { from: WARM_RUNS + 1, count: RUNS_DUE, times: 1, wakeAt: due - MINUTE });
}

/** Entries of a burst that are not accounted for: people who each place several orders at one moment. */
export async function benchJourneyBurst(lab: Lab): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    const at = Date.now();
    await bed.owner.query('select maintain_partitions($1)', [new Date(at)]);
    const people = Array.from({ length: BURST.people }, (_, person) => person);
    await fillInbox(
      bed,
      people.flatMap((person) =>
        Array.from({ length: BURST.orders }, (_, more) => orderParcel(person, at, more)),
      ),
    );
    await drainMeasured(bed);
    const pool = openPool(bed.url, { max: 1, name: 'burst', ring: testKeyRing() });
    const balance = await inShop(pool, bed.shop.id, (client) => shopBalance(client, bed.shop.id));
    await pool.end();
    const faults = balanceFaults(balance);
    const missing = Math.abs(BURST.people * BURST.orders - balance.run.entered);
    lab.say(
      `journey.unaccounted: ${String(balance.run.entered)} entered; ${faults.join('; ') || 'the balance holds'}`,
    );
    return { value: missing + faults.length, baseline: 0 };
  });
}

/**
 * What runs that wait cost those who do not: how long it takes to find what is due (slowest twentieth, milliseconds), and how
 * many times as long a drain of other people takes as without them.
 */
export async function benchJourneyDue(lab: Lab): Promise<{ due: Figure; waiting: Figure }> {
  const empty = await lab.withBed((bed) => measureDue(bed, 0));
  const full = await lab.withBed((bed) => measureDue(bed, WAITING));
  lab.say(
    `journey.due: p95 ${full.found.toFixed(2)} ms among ${String(WAITING)} that wait, ${empty.found.toFixed(2)} ms among none; a drain ${full.seconds.toFixed(2)} s and ${empty.seconds.toFixed(2)} s`,
  );
  return {
    due: { value: full.found, baseline: empty.found },
    waiting: { value: full.seconds / empty.seconds, baseline: 1 },
  };
}

async function measureDue(bed: Bed, waiting: number): Promise<{ found: number; seconds: number }> {
  const people = WAITING / RUNS_EACH;
  await fillWithPeople(bed, people + 2 * ACTING + 1);
  if (waiting > 0)
    await fillRuns(bed, {
      from: 2 * ACTING + 1,
      count: people,
      times: waiting / people,
      wakeAt: Date.now() + 3 * DAY,
    });
  const at = Date.now();
  await fillInbox(bed, shopping(1, ACTING, at, at + DAY));
  await drainMeasured(bed);
  await fillInbox(bed, shopping(1 + ACTING, ACTING, at, at + DAY));
  const seconds = await drainMeasured(bed);
  return { found: await timeOfFinding(bed), seconds };
}

async function timeOfFinding(bed: Bed): Promise<number> {
  const pool = openPool(bed.url, { max: 1, name: 'due', ring: testKeyRing() });
  const took: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const started = performance.now();
    await inShop(pool, bed.shop.id, (client) => findDueRuns(client, bed.shop.id, Date.now(), 500));
    took.push(performance.now() - started);
  }
  await pool.end();
  return quantile(took, 0.95);
}
