import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { markupEmail } from '#tests/definitions/markup-email.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import type { CampaignContent } from './campaign-content.ts';
import { campaignEmails } from './campaign-emails.server.ts';
import { loadCampaignPage } from './page/load-campaign-page.server.ts';
import { selectCampaignNames } from './store/campaign-names.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, mailbox, clock } = environment;
const campaigns = campaignsOf(environment);
const LATER = { kind: 'shop', day: '2026-11-20', time: '13:00' } as const;

async function emptySegment(): Promise<void> {
  clock.set(NOON);
  await inShop(pool, shopId, (client) =>
    client.query('delete from membership where shop_id = $1', [shopId]),
  );
}

function page(id: string) {
  const shop = { id: shopId, currency: 'GBP' };
  return inShop(pool, shopId, (client) => loadCampaignPage(client, shop, id));
}

/** An email of the shop that a campaign may send, with what it says now. */
async function shopEmail() {
  return await inShop(pool, shopId, async (client) => {
    const [choice] = await campaignEmails(client, shopId);
    const email = (await loadEmails(client, shopId)).get(choice?.key ?? '');
    if (!email) throw new Error('No email of the gallery can be sent by a campaign.');
    return email;
  });
}

test('what is sent at once leaves after a minute, and until then that is undone', async () => {
  await emptySegment();
  const ada = await campaigns.member();
  const id = await campaigns.saved();
  const schedule = (revision: number) => campaigns.change({ intent: 'schedule', id, revision });
  expect(await schedule(1)).toEqual({
    outcome: 'scheduled',
    id,
    beginsAt: NOON + MINUTE,
    isNow: true,
  });
  clock.set(NOON + 59 * SECOND);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });
  expect(await campaigns.change({ intent: 'unschedule', id })).toEqual({ outcome: 'unscheduled' });
  clock.set(NOON + 2 * MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 0 });
  const { revision } = await campaigns.campaign(id);
  await schedule(revision);
  clock.set(NOON + 3 * MINUTE);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  expect(await mailbox.list({ to: ada.email })).toHaveLength(1);
});

test('it does not begin when a segment was changed that its segment refers to', async () => {
  await emptySegment();
  const save = (key: string | null, name: string, predicate: object) =>
    inShop(pool, shopId, async (client) => {
      const card = { name, purpose: 'A test', owner: '', stage: '', note: '' };
      const base = key === null ? 0 : 1;
      const saved = await saveSegment(client, shopId, key, { card, base, predicate }, '7', NOON);
      if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved));
      return saved.key;
    });
  const inner = await save(null, 'Inner', { field: 'orders', is: 'at_least', value: 1 });
  const outer = await save(null, 'Outer', { segment: inner, is: 'in' });
  const id = await campaigns.scheduled({ segment: outer, timing: LATER });
  await save(inner, 'Inner', { field: 'orders', is: 'at_least', value: 2 });
  clock.set(NOON + HOUR);
  await campaigns.advance();
  expect(await campaigns.campaign(id)).toMatchObject({
    state: 'stopped',
    problem: 'segment_changed',
  });
});

test('an email of the shop is sent as it was when the campaign was scheduled', async () => {
  await emptySegment();
  const ada = await campaigns.member();
  const { key, content, version } = await shopEmail();
  const email = { kind: 'template', key } as const;
  await campaigns.scheduled({ email, timing: LATER });
  const changed = { ...markupEmail(content), subject: 'Changed afterwards' };
  expect((await publishContent(pool, shopId, 'email', key, changed)).outcome).toBe('published');
  clock.set(NOON + HOUR);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  const [mail] = await mailbox.list({ to: ada.email });
  expect(mail?.subject).not.toBe('Changed afterwards');
  const { rows } = await db.owner.query<{ template: string; version: number }>(
    'select template, template_version as version from message where profile_id = $1',
    [ada.id],
  );
  expect(rows).toEqual([{ template: key, version }]);
});

test('what another version of the app wrote is not sent, and can be saved again', async () => {
  await emptySegment();
  await campaigns.member();
  const id = await campaigns.scheduled({ timing: LATER });
  await db.owner.query(
    `update campaign set content = (content::jsonb - 'perMinute')::json where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  clock.set(NOON + HOUR);
  await campaigns.advance();
  const stopped = await campaigns.campaign(id);
  expect(stopped).toMatchObject({ state: 'stopped', problem: 'unreadable', isReadable: false });
  expect((await page(id))?.campaign).toMatchObject({ phase: 'stopped', problem: 'unreadable' });
  const { revision, content } = stopped;
  expect(content).toMatchObject({ name: 'Spring', timing: LATER, perMinute: 200 });
  expect(await campaigns.change({ intent: 'schedule', id, revision })).toMatchObject({
    outcome: 'invalid',
  });
  expect(await campaigns.change({ intent: 'save', id, revision, content })).toMatchObject({
    outcome: 'saved',
  });
  expect(await campaigns.campaign(id)).toMatchObject({ state: 'draft', isReadable: true });
});

test('a person of whom something cannot be read is passed over, and all others get it', async () => {
  await emptySegment();
  const people = [];
  for (let n = 0; n < 5; n += 1) people.push(await campaigns.member());
  const broken = await campaigns.member({}, { tags: 5 });
  const id = await campaigns.scheduled();
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 5 });
  expect(await campaigns.campaign(id)).toMatchObject({ peopleTotal: 6, peopleDone: 6 });
  expect((await campaigns.effects(id)).get(broken.id)).toMatchObject({
    state: 'skipped',
    reason: 'profile_unreadable',
  });
  expect(
    (await campaigns.decisions(id)).filter(({ outcome }) => outcome === 'skipped'),
  ).toHaveLength(1);
});

test('one that does not go on is said on its page, and goes on when it is tried again', async () => {
  await emptySegment();
  await campaigns.member();
  const id = await campaigns.scheduled();
  await db.owner.query(
    `update effect set state = 'failed', reason = 'error' where shop_id = $1 and kind = 'advance_campaign'
        and payload ->> 'campaignId' = $2`,
    [shopId, id],
  );
  await campaigns.advance();
  expect((await page(id))?.campaign).toMatchObject({ phase: 'scheduled', isStuck: true });
  expect(await campaigns.change({ intent: 'retry', id })).toEqual({ outcome: 'retried' });
  expect(await campaigns.change({ intent: 'retry', id })).toEqual({ outcome: 'too_late' });
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  clock.set(clock.now() + MINUTE);
  await campaigns.advance();
  expect((await page(id))?.campaign).toMatchObject({ phase: 'sent', isStuck: false });
});

test('where nothing waits any more nothing is cancelled, also when a delivery is in doubt', async () => {
  await emptySegment();
  await campaigns.member();
  const id = await campaigns.scheduled();
  await campaigns.advance();
  await campaigns.deliver();
  await db.owner.query(
    `update effect set state = 'in_doubt' where shop_id = $1 and campaign_id = $2`,
    [shopId, id],
  );
  clock.set(clock.now() + MINUTE);
  await campaigns.advance();
  expect((await page(id))?.campaign.phase).toBe('sent');
  expect(await campaigns.change({ intent: 'cancel', id })).toEqual({ outcome: 'too_late' });
  await db.owner.query(`update effect set state = 'done' where shop_id = $1 and campaign_id = $2`, [
    shopId,
    id,
  ]);
});

test('a test of an email that is broken or gone is refused and says why', async () => {
  await db.owner.query(
    `insert into staff_member (shop_id, staff_id, role, email, first_seen_at, last_seen_at)
     values ($1, '7', 'owner', 'owner@fern.example', now(), now())`,
    [shopId],
  );
  const { key, content } = await shopEmail();
  const email = { kind: 'template', key } as const;
  const id = await campaigns.saved({ email });
  const ask = () => campaigns.change({ intent: 'test', id, test: randomUUID() });
  expect(await ask()).toEqual({ outcome: 'test_sent' });
  const broken = { ...markupEmail(content), body: '<mj-nonsense />' };
  await publishContent(pool, shopId, 'email', key, broken);
  const refused = await ask();
  expect(refused).toMatchObject({ outcome: 'invalid' });
  expect(JSON.stringify(refused)).toContain('cannot be rendered');
  await db.owner.query(
    `update definition set archived_at = now() where shop_id = $1 and kind = 'email' and key = $2`,
    [shopId, key],
  );
  expect(JSON.stringify(await ask())).toContain('Choose another');
});

test('only campaigns that are not sent yet count towards how many a store may have', async () => {
  const add = (state: string, preparedAt: Date | null) =>
    db.owner.query(
      `insert into campaign (shop_id, id, content, state, prepared_at, revision, created_by, created_at, changed_at)
       select $1, gen_random_uuid(), '{}', $2, $3, 1, '7', now(), now() from generate_series(1, 2000)`,
      [shopId, state, preparedAt],
    );
  await add('sending', new Date(NOON));
  await expect(campaigns.saved()).resolves.toBeTypeOf('string');
  await add('draft', null);
  await expect(campaigns.saved()).rejects.toThrow('too_many');
});

test('a draft that was deleted is written again by its undo, and a copy has no half characters', async () => {
  await db.owner.query('delete from campaign where shop_id = $1', [shopId]);
  const id = await campaigns.saved({ name: `${'a'.repeat(109)}😀` });
  const deleted = await campaigns.change({ intent: 'delete', id });
  const { content } = deleted as { content: CampaignContent };
  expect(deleted).toMatchObject({ outcome: 'deleted', id });
  expect(await campaigns.change({ intent: 'save', id, revision: 0, content })).toMatchObject({
    outcome: 'saved',
  });
  expect(await campaigns.campaign(id)).toMatchObject({ content, state: 'draft', isReadable: true });
  const copy = randomUUID();
  await campaigns.change({ intent: 'copy', id, copy });
  const names = await inShop(pool, shopId, (client) => selectCampaignNames(client, shopId));
  expect(names).toContainEqual({ id: copy, name: `${'a'.repeat(109)} (copy)` });
});
