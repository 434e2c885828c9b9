import { beforeAll, describe, expect, test } from 'vitest';
import type { PathEntry } from '#app/journeys/replay/path-entry.ts';
import { DAY, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { liveThrough, shoppersFrom } from '#tests/journeys/live-history.ts';
import { openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import type { ReplayTotals } from './replay-totals.ts';
import { requestReplay } from './request-replay.server.ts';
import { runReplays } from './run-replays.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId, pool } = environment;
const END = Date.UTC(2026, 10, 28, 12);
const DAYS = 30;

/** A mail, skip or end, as one line that is the same wherever it is read. */
type JourneyOutcomes = { sent: string[]; skipped: string[]; ended: string[] };

async function rows<Row extends object>(sql: string, ...more: unknown[]): Promise<Row[]> {
  return (await db.owner.query<Row>(sql, [shopId, ...more])).rows;
}

function minuteOf(at: Date | number): number {
  return Math.floor(Number(at) / MINUTE);
}

function stepOf(key: string): string {
  return key.split(':')[1] ?? '';
}

async function liveOf(journey: string): Promise<JourneyOutcomes> {
  const mails = await rows<{ profile_id: string; effect_key: string; sent_at: Date }>(
    'select profile_id, effect_key, sent_at from message where shop_id = $1 and journey_key = $2',
    journey,
  );
  const skips = await rows<{ profile_id: string; effect_key: string; reason: string }>(
    `select d.profile_id, d.effect_key, d.reason from decision d
       join journey_run run on run.shop_id = $1 and run.id = d.run_id and run.journey_key = $2
      where d.shop_id = $1 and d.outcome = 'skipped'`,
    journey,
  );
  const ends = await rows<{ profile_id: string; end_reason: string; ended_at: Date }>(
    `select profile_id, end_reason, ended_at from journey_run
      where shop_id = $1 and journey_key = $2 and ended_at is not null`,
    journey,
  );
  return {
    sent: mails
      .map((one) => `${one.profile_id} ${stepOf(one.effect_key)} ${String(minuteOf(one.sent_at))}`)
      .sort(),
    skipped: skips.map((one) => `${one.profile_id} ${stepOf(one.effect_key)} ${one.reason}`).sort(),
    ended: ends
      .map((one) => `${one.profile_id} ${one.end_reason} ${String(minuteOf(one.ended_at))}`)
      .sort(),
  };
}

async function replayOf(
  journey: string,
  version: number,
): Promise<{ outcomes: JourneyOutcomes; totals: ReplayTotals }> {
  const asked = await inShop(pool, shopId, (client) =>
    requestReplay(client, shopId, { key: journey, version, days: DAYS }, 'ann', END),
  );
  if (asked.outcome !== 'started') throw new Error(`It was not started: ${asked.outcome}`);
  await runReplays(await workerAt(pool, END), shopId);
  const [replay] = await rows<{ state: string; totals: ReplayTotals }>(
    'select state, totals from replay where shop_id = $1 and id = $2',
    asked.id,
  );
  expect(replay?.state).toBe('done');
  const people = await rows<{ profile_id: string; path: PathEntry[] }>(
    'select profile_id, path from replay_person where shop_id = $1 and replay_id = $2',
    asked.id,
  );
  const lines = (outcome: string, line: (entry: PathEntry) => string) =>
    people
      .flatMap(({ profile_id: id, path }) =>
        path.filter((entry) => entry.outcome === outcome).map((entry) => `${id} ${line(entry)}`),
      )
      .sort();
  if (!replay) throw new Error('There is no replay.');
  return {
    totals: replay.totals,
    outcomes: {
      sent: lines('sent', ({ stepId, at }) => `${String(stepId)} ${String(minuteOf(at))}`),
      skipped: lines('skipped', ({ stepId, reason }) => `${String(stepId)} ${String(reason)}`),
      ended: lines('ended', ({ reason, at }) => `${String(reason)} ${String(minuteOf(at))}`),
    },
  };
}

beforeAll(async () => {
  await liveThrough(environment, shoppersFrom(END - 20 * DAY, 18), END);
});

describe.each([
  ['abandoned-basket', 2],
  ['post-purchase', 3],
] as const)('a replay of the live journey %s', (journey, version) => {
  test('gives the emails, the skips and the ends of the days in which it was live', async () => {
    const live = await liveOf(journey);
    const { outcomes, totals } = await replayOf(journey, version);
    expect(live.sent.length).toBeGreaterThan(3);
    expect(outcomes).toEqual(live);
    const steps = Object.values(totals.steps);
    expect(steps.reduce((sum, { sent }) => sum + sent, 0)).toBe(live.sent.length);
  });

  test('changes nothing but what is shown of it', async () => {
    const counts = `select (select count(*)::int from effect where shop_id = $1) as effects,
      (select count(*)::int from journey_run where shop_id = $1) as runs,
      (select count(*)::int from decision where shop_id = $1) as decisions,
      (select count(*)::int from event where shop_id = $1) as events,
      (select count(*)::int from message where shop_id = $1) as messages`;
    const before = await rows(counts);
    await replayOf(journey, version);
    expect(await rows(counts)).toEqual(before);
  });
});
