import { beforeEach, describe, expect, test } from 'vitest';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { inShop } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import { expectMailsAccounted } from '#tests/mail/mail-balance.ts';
import {
  addCart,
  askForMail,
  effectState,
  recordConsent,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { saveSettings } from '#app/messages/sender/save-settings.server.ts';
import { deliverMails } from './deliver.server.ts';
import { messageIdOf } from './message-id.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url, { lookup: true });
const { dueMail, mailsTo } = openDueMails(environment);

beforeEach(() => {
  environment.clock.set(NOON);
});

test('a due reminder reaches the mailbox with the cart, both texts and one-click headers', async () => {
  const { person, key } = await dueMail();
  await deliverMails(environment.mailServices, environment.shopId);
  const [summary] = await mailsTo(person.email);
  const mail = await environment.mailbox.get(summary?.id ?? 0);
  expect(mail?.html).toContain('Fern mug');
  expect(mail?.html).toContain('£12.50');
  expect(mail?.text).toContain('Fern mug (Green), 2 x £12.50');
  const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(headers.get('list-unsubscribe')).toMatch(/^<https:\/\/app\.example\/u\//);
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(summary?.messageId).toBe(messageIdOf(environment.shopId, key, 'https://app.example'));
  expect((await effectState(environment, key)).state).toBe('done');
});

test('a mail of a shop whose domain is not proven leaves from the operator, with answers to the merchant', async () => {
  const settings = mailSettings({ sender: { name: 'Fern', address: 'ceo@victim.example' } });
  await inShop(environment.pool, environment.shopId, (client) =>
    saveSettings(client, environment.shopId, settings, { base: 0, actor: 'staff', now: NOON }),
  );
  const { person } = await dueMail();
  await deliverMails(environment.mailServices, environment.shopId);
  const [summary] = await mailsTo(person.email);
  const mail = await environment.mailbox.get(summary?.id ?? 0);
  const headers = new Map(mail?.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(headers.get('from')).toBe('Fern <mail@operator.example>');
  expect(headers.get('reply-to')).toBe('ceo@victim.example');
});

test('a mail is sent once however often the job runs', async () => {
  const { person } = await dueMail();
  await deliverMails(environment.mailServices, environment.shopId);
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await mailsTo(person.email)).toHaveLength(1);
});

test('a marketing mail points to the consent that allowed it, others to none', async () => {
  const { person, key } = await dueMail();
  const care = await askForMail(environment, person, await addCart(environment, person.id), {
    class: 'transactional',
  });
  await recordConsent(environment, person.email, { state: 'subscribed', at: NOON - 9 });
  await recordConsent(environment, person.email, { state: 'unsubscribed', at: NOON - 5 });
  const allowed = await recordConsent(environment, person.email, {
    state: 'subscribed',
    at: NOON - 2,
  });
  // Of the same person, and of another address.
  await recordConsent(environment, `other-${person.email}`, { state: 'subscribed', at: NOON - 1 });
  await deliverMails(environment.mailServices, environment.shopId);
  const { rows } = await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      'select effect_key, consent_id from message where shop_id = $1 and profile_id = $2',
      [environment.shopId, person.id],
    ),
  );
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ effect_key: key, consent_id: allowed });
  expect(rows).toContainEqual({ effect_key: care, consent_id: null });
});

describe('a mail that must not leave is skipped with its reason', () => {
  test.each([
    ['not_subscribed', { consent: 'not_subscribed' as const }, {}],
    ['not_subscribed', { consent: 'pending' as const }, {}],
    ['no_address', { email: null }, {}],
    ['invalid_address', { email: 'x\r\nBcc: evil@x.test' }, {}],
    ['basket_emptied', {}, { quantity: 0, lines: [] }],
    ['ordered', {}, { completed: true }],
  ])('%s', async (reason, person, cart) => {
    const { key } = await dueMail(person, cart);
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await effectState(environment, key)).toMatchObject({ state: 'skipped', reason });
  });

  test('out_of_stock', async () => {
    const { key } = await dueMail(
      {},
      {
        lines: [
          {
            productId: '2',
            variantId: '22',
            title: 'Sold out',
            variantTitle: null,
            quantity: 1,
            unitMinor: 100,
          },
        ],
      },
    );
    await inShop(environment.pool, environment.shopId, async (client) => {
      await client.query(
        `insert into product (shop_id, id, title, status, updated_at) values ($1, '2', 'Sold out', 'active', now())`,
        [environment.shopId],
      );
      await client.query(
        `insert into variant (shop_id, id, product_id, price_minor, inventory) values ($1, '22', '2', 100, 0)`,
        [environment.shopId],
      );
    });
    await deliverMails(environment.mailServices, environment.shopId);
    expect(await effectState(environment, key)).toMatchObject({
      state: 'skipped',
      reason: 'out_of_stock',
    });
  });
});

test.each([
  ['worker_stopped', null],
  ['worker_stopped', 'quiet_hours'],
  ['receiver_absent', 'receiver_absent'],
])('a mail that had all its tries fails as %s when the last reason is %s', async (reason, last) => {
  const { person, key } = await dueMail();
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query('update effect set attempts = $3, reason = $4 where shop_id = $1 and key = $2', [
      environment.shopId,
      key,
      retryPolicyOf('email').mostTries,
      last,
    ]),
  );
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await effectState(environment, key)).toMatchObject({ state: 'failed', reason });
  expect(await mailsTo(person.email)).toEqual([]);
});

test('marketing waits for the end of the quiet hours', async () => {
  const { key, person } = await dueMail();
  environment.clock.set(Date.UTC(2026, 10, 20, 23));
  await deliverMails(environment.mailServices, environment.shopId);
  expect(await effectState(environment, key)).toMatchObject({
    state: 'ready',
    due_at: Date.UTC(2026, 10, 21, 8),
  });
  expect(await mailsTo(person.email)).toHaveLength(0);
});

test('B6 a clock that jumps ahead and back sends a mail neither early nor twice', async () => {
  const { key, person } = await dueMail();
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query('update effect set due_at = $3 where shop_id = $1 and key = $2', [
      environment.shopId,
      key,
      new Date(NOON + HOUR),
    ]),
  );
  const sent: number[] = [];
  for (const jump of [0, -2 * HOUR, 2 * HOUR, 0, HOUR, -2 * HOUR, 3 * HOUR]) {
    environment.clock.set(NOON + jump);
    await deliverMails(environment.mailServices, environment.shopId);
    sent.push((await mailsTo(person.email)).length);
  }
  expect(sent).toEqual([0, 0, 1, 1, 1, 1, 1]);
});

test('every mail is accounted for', async () => {
  await expectMailsAccounted(environment);
});
