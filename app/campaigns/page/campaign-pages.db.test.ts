import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadCalendarWeek } from '#app/journeys/page/calendar.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { countCampaignTabs } from '#app/campaigns/store/list-campaigns.server.ts';
import { campaignsOf, SEGMENT } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { addCampaignNames } from './campaign-names.server.ts';
import type { CampaignListView, CampaignTab } from './campaign-list.ts';
import { loadCampaignLines } from './load-campaign-lines.server.ts';
import { loadCampaignPage } from './load-campaign-page.server.ts';
import { loadPlannedCampaigns } from './planned-campaigns.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock } = environment;
const campaigns = campaignsOf(environment);
const LONDON = 'Europe/London';

async function pageOf(id: string) {
  const shop = { id: shopId, currency: 'GBP' };
  return await inShop(pool, shopId, (client) => loadCampaignPage(client, shop, id));
}

async function linesOf(tab: CampaignTab = 'all', changed: Partial<CampaignListView> = {}) {
  const view: CampaignListView = {
    tab,
    search: '',
    sort: 'begins',
    direction: 'descending',
    page: 1,
    ...changed,
  };
  return (await inShop(pool, shopId, (client) => loadCampaignLines(client, shopId, view))).rows;
}

test('a campaign has its figures: sent, clicked, unsubscribed, bounced, and the orders after its clicks', async () => {
  const ada = await campaigns.member();
  const ben = await campaigns.member();
  const eve = await campaigns.member();
  await campaigns.member({ consent: 'not_subscribed' });
  const id = await campaigns.scheduled();
  await campaigns.advance();
  await campaigns.deliver();
  clock.set(NOON + MINUTE);
  await campaigns.advance();
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
  const page = await pageOf(id);
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
  expect(await linesOf()).toMatchObject([{ id, phase: 'sent', people: 4, sent: 3, clicked: 1 }]);

  // It is counted for the last time before rows of the outbox and messages are deleted.
  clock.set(NOON + 61 * DAY);
  await campaigns.advance();
  const counted = await pageOf(id);
  await inShop(pool, shopId, async (client) => {
    await client.query('delete from message where shop_id = $1', [shopId]);
    await client.query('delete from effect where shop_id = $1 and campaign_id = $2', [shopId, id]);
  });
  const later = await pageOf(id);
  expect(later?.campaign.phase).toBe('sent');
  expect(later?.progress).toEqual(counted?.progress);
  expect(later?.progress).toMatchObject({ total: 4, sent: 3 });
  expect(later?.results).toMatchObject({ bounced: 1, unsubscribed: 1 });
  expect(later?.results).toEqual(counted?.results);
  expect(await linesOf()).toMatchObject([{ id, phase: 'sent', people: 4, sent: 3, clicked: 1 }]);
  const left = await inShop(pool, shopId, (client) =>
    client.query(
      "select from effect where shop_id = $1 and kind = 'advance_campaign' and state = 'ready'",
      [shopId],
    ),
  );
  expect(left.rowCount).toBe(0);
});

test('what is finished is archived and restored; what is not, is not', async () => {
  clock.set(NOON + 6 * DAY);
  const draft = await campaigns.saved({ name: 'Draft' });
  expect(await campaigns.change({ intent: 'archive', id: draft })).toEqual({
    outcome: 'too_late',
  });
  const [sent] = await linesOf('sent');
  const id = sent?.id ?? '';
  expect(await campaigns.change({ intent: 'archive', id })).toEqual({ outcome: 'archived', id });
  expect(await linesOf('sent')).toEqual([]);
  expect(await linesOf('archived')).toMatchObject([{ id, phase: 'sent' }]);
  const counts = await inShop(pool, shopId, (client) => countCampaignTabs(client, shopId));
  expect(counts).toMatchObject({ all: 1, drafts: 1, sent: 0, archived: 1 });
  expect((await pageOf(id))?.campaign.archivedAt).toBe(NOON + 6 * DAY);
  expect(await campaigns.change({ intent: 'restore', id })).toEqual({ outcome: 'restored' });
  expect(await linesOf('sent')).toMatchObject([{ id }]);
  // Sorted and searched in the database, by name or the name of the segment.
  const byName = { sort: 'name', direction: 'ascending' } as const;
  expect((await linesOf('all', byName)).map(({ name }) => name)).toEqual(['Draft', 'Spring']);
  expect((await linesOf('all', { sort: 'sent' })).map(({ name }) => name)).toContain('Spring');
  expect(await linesOf('all', { search: 'sPRIng' })).toMatchObject([{ id }]);
  expect(await linesOf('all', { search: SEGMENT })).toHaveLength(2);
  expect(await linesOf('all', { page: 2 })).toEqual([]);
  await campaigns.change({ intent: 'delete', id: draft });
});

test('while segments are recomputed only what begins waits, and the page says so with its progress', async () => {
  clock.set(NOON);
  const other = await campaigns.scheduled({ perMinute: 1 });
  await campaigns.advance();
  await campaigns.change({ intent: 'cancel', id: other });
  const id = await campaigns.scheduled();
  const recompute = (finishedAt: Date | null) =>
    db.owner.query(
      `insert into assessment (shop_id, policy_version, people_done, people_total, finished_at) values ($1, 1, 3, 8, $2)
       on conflict (shop_id) do update set finished_at = excluded.finished_at`,
      [shopId, finishedAt],
    );
  await recompute(null);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'scheduled' });
  expect((await pageOf(id))?.campaign.recompute).toMatchObject({ done: 3, total: 8 });
  // It was due before what ends the other, and does not hold that up.
  clock.set(NOON + MINUTE);
  await campaigns.advance();
  expect(await campaigns.campaign(other)).toMatchObject({ state: 'cancelled' });
  await recompute(new Date(NOON));
  clock.set(NOON + 2 * MINUTE);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'sending' });
  await campaigns.deliver();
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

test('of a campaign that lasted long nothing is counted any more once its first emails may be deleted', async () => {
  clock.set(NOON);
  const id = await campaigns.scheduled();
  await campaigns.advance();
  await campaigns.deliver();
  // Its last email.
  clock.set(NOON + 40 * DAY);
  await campaigns.deliver();
  await campaigns.advance();
  clock.set(NOON + 41 * DAY);
  await campaigns.advance();
  const counted = await campaigns.campaign(id);
  expect(counted.completedAt).not.toBeNull();
  await inShop(pool, shopId, (client) =>
    client.query('delete from effect where shop_id = $1 and campaign_id = $2', [shopId, id]),
  );
  clock.set(NOON + 91 * DAY);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toEqual(counted);
});
