import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { USUAL_PREFERENCES } from '#app/consent/reader-preferences.ts';
import { saveReaderPreferences } from '#app/consent/store/reader-preferences.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { campaignsOf } from '#tests/campaigns/campaign-environment.ts';
import { NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { previewCampaign } from './preview-campaign.server.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { pool, shopId, clock } = environment;
const campaigns = campaignsOf(environment);

test('a preview says who gets it, who later, who not and why, as sending it then does', async () => {
  const ada = await campaigns.member();
  const busy = await campaigns.member();
  await campaigns.member({ consent: 'unsubscribed' });
  await campaigns.member({ email: null });
  const quiet = await campaigns.member();
  await inShop(pool, shopId, (client) =>
    saveReaderPreferences(
      client,
      shopId,
      quiet.email,
      { ...USUAL_PREFERENCES, declinedTopics: ['news'] },
      NOON,
    ),
  );
  await campaigns.member({}, { tags: [['Wholesale', 1, 1]] });
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
       values ($1, $2, $3, 'news', 'marketing', 'News', $2, $4)`,
      [shopId, randomUUID(), busy.id, new Date(NOON - HOUR)],
    ),
  );
  const id = await campaigns.saved();
  const { content } = await campaigns.campaign(id);
  const preview = await inShop(pool, shopId, (client) =>
    previewCampaign(client, shopId, content, openDeals, NOON),
  );
  expect(preview).toMatchObject({ total: 6, looked: 6, begins: NOON });
  const counts = preview.counts.map(
    ({ act, reason, count }) => `${act} ${String(reason)} ${String(count)}`,
  );
  expect(counts[0]).toBe('send null 1');
  expect(counts[1]).toMatch(/^defer (frequency_cap|minimum_gap) 1$/);
  expect(counts.slice(2).sort()).toEqual([
    'skip no_address 1',
    'skip not_subscribed 1',
    'skip topic_declined 1',
    'skip trade_left_out 1',
  ]);
  expect(preview.people.map((person) => person.id)).toContain(ada.id);
  const later = preview.people.find((person) => person.id === busy.id);
  expect(later?.at).toBeGreaterThan(NOON);
  expect(later?.at).toBeLessThanOrEqual(NOON + DAY);

  // The same people, when it is sent.
  clock.set(NOON - MINUTE);
  expect(await campaigns.change({ intent: 'schedule', id, revision: 1 })).toMatchObject({
    outcome: 'scheduled',
  });
  clock.set(NOON);
  await campaigns.advance();
  expect(await campaigns.deliver()).toMatchObject({ sent: 1 });
  const effects = await campaigns.effects(id);
  expect(effects.get(ada.id)?.state).toBe('done');
  expect(effects.get(quiet.id)).toMatchObject({ state: 'skipped', reason: 'topic_declined' });
  expect(effects.get(busy.id)).toMatchObject({ state: 'ready', dueAt: later?.at });
});

test('a test email goes to the member of staff alone, and no figure counts it', async () => {
  const id = await campaigns.saved();
  expect(await campaigns.change({ intent: 'test', id, test: randomUUID() })).toEqual({
    outcome: 'no_address',
  });
  await inShop(pool, shopId, (client) =>
    client.query(
      `insert into staff_member (shop_id, staff_id, role, email, first_seen_at, last_seen_at)
       values ($1, '7', 'owner', 'owner@fern.example', now(), now())`,
      [shopId],
    ),
  );
  expect(await campaigns.change({ intent: 'test', id, test: randomUUID() })).toEqual({
    outcome: 'test_sent',
  });
  await campaigns.runTests();
  const [mail, ...others] = await environment.mailbox.list({ to: 'owner@fern.example' });
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('Test: News');
  const read = await environment.mailbox.get(mail?.id ?? 0);
  expect(read?.text).toContain('Hello there');
  expect(read?.text).not.toContain('Unsubscribe');
  expect((await campaigns.effects(id)).size).toBe(0);
});
