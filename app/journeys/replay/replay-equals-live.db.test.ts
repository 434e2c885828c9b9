import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { liveThrough, shoppersFrom } from '#tests/journeys/live-history.ts';
import { liveOutcomes, replayedOutcomes } from '#tests/journeys/replayed-outcomes.ts';
import { openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId, pool } = environment;
const lived = { owner: db.owner, pool, shopId };
const END = Date.UTC(2026, 10, 28, 12);
const DAYS = 30;

async function rows<Row extends object>(sql: string): Promise<Row[]> {
  return (await db.owner.query<Row>(sql, [shopId])).rows;
}

beforeAll(async () => {
  await liveThrough(environment, shoppersFrom(END - 20 * DAY, 18), END);
});

describe.each([
  ['abandoned-basket', 3],
  ['post-purchase', 3],
] as const)('a replay of the live journey %s', (journey, version) => {
  test('gives the emails, the skips and the ends of the days in which it was live', async () => {
    const live = await liveOutcomes(lived, journey);
    const { outcomes, totals } = await replayedOutcomes(lived, {
      journey,
      version,
      days: DAYS,
      end: END,
    });
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
    await replayedOutcomes(lived, { journey, version, days: DAYS, end: END });
    expect(await rows(counts)).toEqual(before);
  });
});
