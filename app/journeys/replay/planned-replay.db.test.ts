import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { loadSettings, saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { limitedShoppersFrom, liveThrough } from '#tests/journeys/live-history.ts';
import { liveOutcomes, replayedOutcomes } from '#tests/journeys/replayed-outcomes.ts';
import { openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId, pool } = environment;
const lived = { owner: db.owner, pool, shopId };
const START = Date.UTC(2026, 10, 6, 9);
const END = Date.UTC(2026, 10, 28, 12);
/** When sales began to talk with some of them. */
const TALKS = START + 30 * HOUR;

/** Limits that bind: one email a day and two a week, 30 hours apart, in the daytime of the person. */
async function limit(): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const { version, settings } = await loadSettings(client, shopId);
    const usual = mailSettings({}).limits;
    const caps = { ...usual.caps, email: { day: 1, week: 2 } };
    const changed = {
      ...settings,
      quietHours: { from: '18:00', to: '09:00' },
      limits: { ...usual, caps, gapHours: 30 },
    };
    await saveSettings(client, shopId, changed, { base: version, actor: 'ann', now: START });
  });
}

/** Opens a deal with one person of four who are known by then. */
async function talk(): Promise<void> {
  await db.owner.query(
    `insert into lead (shop_id, id, profile_id, origin_id, stage, created_at, changed_at, changed_by)
     select shop_id, id, id, id, 'qualified', $2, $2, 'ann' from (
       select shop_id, id, row_number() over (order by email) as n from profile where shop_id = $1) as person
      where n % 4 = 1`,
    [shopId, new Date(TALKS)],
  );
}

beforeAll(async () => {
  await limit();
  const deliveries = limitedShoppersFrom(START, 20);
  await liveThrough(
    environment,
    deliveries.filter(({ at }) => at <= TALKS),
    TALKS,
  );
  await talk();
  await liveThrough(
    environment,
    deliveries.filter(({ at }) => at > TALKS),
    END,
  );
});

test('limits held emails back for each of these reasons', async () => {
  const { rows } = await db.owner.query<{ reason: string }>(
    `select distinct reason from decision where shop_id = $1 and rule = 'planner@1' order by reason`,
    [shopId],
  );
  expect(rows.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining([
      'frequency_cap',
      'no_longer_relevant',
      'open_deal',
      'open_ticket',
      'quiet_hours',
    ]),
  );
});

describe.each([
  ['abandoned-basket', 3],
  ['post-purchase', 3],
] as const)('a replay of %s in a shop whose limits bind', (journey, version) => {
  test('sends, defers and skips to the minute what the live journey did', async () => {
    const live = await liveOutcomes(lived, journey);
    const days = Math.ceil((END - START) / DAY) + 1;
    expect(days).toBeLessThanOrEqual(30);
    const replay = { journey, version, days: 30, end: END };
    const { outcomes } = await replayedOutcomes(lived, replay);
    expect(live.sent.length).toBeGreaterThan(3);
    expect(live.deferred.length).toBeGreaterThan(0);
    expect(outcomes).toEqual(live);
  });
});
