import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadCalendarWeek } from '#app/journeys/page/calendar.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { addCampaignNames } from './campaign-names.server.ts';
import { loadCampaignLines } from './load-campaign-lines.server.ts';
import { loadCampaignPage } from './load-campaign-page.server.ts';
import { loadPlannedCampaigns } from './planned-campaigns.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock } = environment;
const campaigns = campaignsOf(environment);
const LONDON = 'Europe/London';

test('a campaign has its figures: sent, clicked, unsubscribed, bounced, and the orders after its clicks', async () => {
  const ada = await campaigns.member();
  const ben = await campaigns.member();
  const eve = await campaigns.member();
  await campaigns.member({ consent: 'not_subscribed' });
  const id = await campaigns.scheduled();
  await campaigns.advance();
  await campaigns.deliver();
  await inShop(pool, shopId, async (client) => {
    await client.query(
      `update message set clicked_at = $3 where shop_id = $1 and profile_id = $2`,
      [shopId, ada.id, new Date(NOON + HOUR)],
    );
    const suppress = (address: string, reason: string) =>
      client.query(
        'insert into suppression (shop_id, address, reason, at) values ($1, $2, $3, $4)',
        [shopId, address, reason, new Date(NOON + 2 * HOUR)],
      );
    await suppress(ben.email, 'unsubscribed');
    await suppress(eve.email, 'hard_bounce');
    const order = (profile: string, at: number) =>
      client.query(
        `insert into purchase (shop_id, order_id, profile_id, placed_at, total_minor, refunded_minor, currency)
         values ($1, $2, $3, $4, 2000, 500, 'GBP')`,
        [shopId, randomUUID(), profile, new Date(at)],
      );
    await order(ada.id, NOON + 2 * HOUR);
    await order(ada.id, NOON + 6 * DAY);
    // Not clicked.
    await order(ben.id, NOON + 2 * HOUR);
  });
  const shop = { id: shopId, currency: 'GBP' };
  const page = await inShop(pool, shopId, (client) => loadCampaignPage(client, shop, id));
  expect(page?.campaign.phase).toBe('sent');
  expect(page?.progress).toMatchObject({
    total: 4,
    unprepared: 0,
    sent: 3,
    waiting: 0,
    skipped: [{ reason: 'not_subscribed', count: 1 }],
  });
  expect(page?.results).toEqual({
    sent: 3,
    bounced: 1,
    clicked: 1,
    unsubscribed: 1,
    orders: 1,
    minor: 1500,
  });
  const lines = await inShop(pool, shopId, (client) => loadCampaignLines(client, shopId));
  expect(lines).toMatchObject([{ id, phase: 'sent', people: 4, sent: 3, clicked: 1 }]);
});

test('one that is scheduled stands on the calendar with the size of its segment, then with what waits', async () => {
  clock.set(NOON);
  const id = await campaigns.scheduled({
    timing: { kind: 'shop', day: '2026-11-22', time: '10:00' },
  });
  const week = () =>
    inShop(pool, shopId, async (client) => {
      const names = await addCampaignNames(
        client,
        shopId,
        await loadDefinitionNames(client, shopId),
      );
      const planned = await loadPlannedCampaigns(client, shopId, LONDON, clock.now());
      const view = { week: 0, timeZone: LONDON, now: clock.now() };
      return await loadCalendarWeek(client, shopId, view, names, planned);
    });
  const line = { journeyKey: `campaign:${id}`, journey: 'Campaign: Spring', message: 'Spring' };
  expect((await week()).days[2]?.lines).toMatchObject([{ ...line, waiting: 0, expected: 4 }]);

  clock.set(Date.UTC(2026, 10, 22, 10));
  await campaigns.advance();
  // One was never subscribed, one unsubscribed, of one the address does not exist.
  expect((await week()).days[0]?.lines).toMatchObject([{ ...line, waiting: 1, expected: 0 }]);
  await campaigns.deliver();
});
