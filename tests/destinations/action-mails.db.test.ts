import { expect, test } from 'vitest';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { saveSettings } from '#app/messages/sender/save-settings.server.ts';
import type { Mailer } from '#app/messages/delivery/mailer.ts';
import type { EffectKind } from '#app/effects/registry.ts';
import type { Environment } from '#app/platform/env.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { ACTION_NOW, actionShop, askFor, effectOutcome, type ActionShop } from './action-shop.ts';
import { webhookReceiver } from './webhook-receiver.ts';
import { renewWebhookSecret } from '#app/destinations/webhooks/renew-webhook-secret.server.ts';

const db = await testDatabase();
const { mailServices, mailbox } = await openMailEnvironment(db.url);
const { url, received } = await webhookReceiver();

const ENVIRONMENT = { SHOPIFY_API_KEY: 'local-key', NODE_ENV: 'development' } as Environment;

function run(shop: ActionShop, kind: EffectKind, mailer: Mailer = mailServices.mailer) {
  const clock = { now: () => ACTION_NOW };
  const services = { ...mailServices, pool: db.pool, mailer, clock, environment: ENVIRONMENT };
  return runEffectsOf(kind, services, shop.id);
}

async function mailTo(address: string) {
  const [summary] = await mailbox.list({ to: address });
  if (!summary) throw new Error(`No mail came to ${address}.`);
  const mail = await mailbox.get(summary.id);
  if (!mail) throw new Error('The mail is gone.');
  return mail;
}

function header(mail: { headers: { name: string; value: string }[] }, name: string) {
  return mail.headers.find((one) => one.name.toLowerCase() === name)?.value;
}

const NOTE = { subject: 'Call {{name}}', text: 'Grade {{grade}}.\n\nNow.', journeyKey: 'care' };

test('a member of staff gets an email about the person, with a link to their page', async () => {
  const shop = await actionShop(db);
  await db.owner.query(
    `insert into staff_member (shop_id, staff_id, role, email, first_seen_at, last_seen_at)
     values ($1, '5', 'sales', 'ann@fern.example', now(), now())`,
    [shop.id],
  );
  const key = await askFor(db, shop, 'staff_email', { ...NOTE, to: { staffId: '5' } });
  await run(shop, 'staff_email');
  const mail = await mailTo('ann@fern.example');
  expect(mail.subject).toBe('Call Ada Byron');
  const link = `https://${shop.domain}/admin/apps/local-key/app/people/${shop.ada}`;
  expect(mail.text).toContain(`Grade A2.\n\nNow.\n\nOpen the person in Tendril: ${link}`);
  expect(mail.html).toContain(`href="${link}"`);
  expect(header(mail, 'list-unsubscribe')).toBeUndefined();
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
});

test('an alert about the shop goes to a member of staff, with a link to the page that shows more', async () => {
  const shop = await actionShop(db);
  const key = await askFor(db, shop, 'staff_alert', {
    to: { address: 'alerted@fern.example' },
    subject: '“Welcome” has stopped',
    text: 'No one enters any more.',
    path: '/app/problems?tab=stops',
  });
  await run(shop, 'staff_alert');
  const mail = await mailTo('alerted@fern.example');
  expect(mail.subject).toBe('“Welcome” has stopped');
  const link = `https://${shop.domain}/admin/apps/local-key/app/problems?tab=stops`;
  expect(mail.text).toContain(`No one enters any more.\n\nOpen Tendril: ${link}`);
  expect(header(mail, 'list-unsubscribe')).toBeUndefined();
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
});

test('an alert is not sent to staff who may not read it any more', async () => {
  const shop = await actionShop(db);
  await db.owner.query(
    `insert into staff_member (shop_id, staff_id, role, email, first_seen_at, last_seen_at)
     values ($1, '6', 'viewer', 'viewer@fern.example', now(), now())`,
    [shop.id],
  );
  const key = await askFor(db, shop, 'staff_alert', {
    to: { staffId: '6' },
    subject: '“Welcome” has stopped',
    text: 'No one enters any more.',
    path: '/app/problems?tab=stops',
  });
  await run(shop, 'staff_alert');
  expect(await mailbox.list({ to: 'viewer@fern.example' })).toEqual([]);
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'skipped',
    reason: 'staff_role',
  });
});

test('it is no message to the person: nothing is counted, and no consent is asked', async () => {
  const shop = await actionShop(db);
  await db.owner.query('update profile set subscribed = false where shop_id = $1', [shop.id]);
  await askFor(db, shop, 'staff_email', { ...NOTE, to: { address: 'uncounted@fern.example' } });
  await run(shop, 'staff_email');
  await mailTo('uncounted@fern.example');
  const { rows } = await db.owner.query('select from message where shop_id = $1', [shop.id]);
  expect(rows).toEqual([]);
});

test('what a person is called is text in the email, and adds no header', async () => {
  const shop = await actionShop(db, { firstName: '<b>Ada</b>\r\nBcc: evil@example.com' });
  await askFor(db, shop, 'staff_email', {
    ...NOTE,
    text: '{{name}}',
    to: { address: 'escaped@fern.example' },
  });
  await run(shop, 'staff_email');
  const mail = await mailTo('escaped@fern.example');
  expect(mail.to).toEqual(['escaped@fern.example']);
  expect(header(mail, 'bcc')).toBeUndefined();
  expect(mail.html).not.toContain('<b>Ada</b>');
});

test('a member of staff without an address fails it, with what to do under Problems', async () => {
  const shop = await actionShop(db);
  const key = await askFor(db, shop, 'staff_email', { ...NOTE, to: { staffId: '404' } });
  await run(shop, 'staff_email');
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'failed',
    reason: 'no_staff_address',
  });
});

test('an email that may have arrived is looked up, and sent again only where it did not', async () => {
  const shop = await actionShop(db);
  const to = { address: 'twice@fern.example' };
  const key = await askFor(db, shop, 'staff_email', { ...NOTE, to });
  const lossy: Mailer = {
    ...mailServices.mailer,
    async send(mail) {
      await mailServices.mailer.send(mail);
      return { outcome: 'unknown', reason: 'the link broke' };
    },
  };
  await run(shop, 'staff_email', lossy);
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'ready',
    reason: 'mail_unavailable',
  });
  const asking: Mailer = {
    ...mailServices.mailer,
    lookup: (id) => Promise.resolve(mailbox.ledger.has(id) ? 'accepted' : 'absent'),
  };
  await db.owner.query('update effect set due_at = $2 where shop_id = $1', [
    shop.id,
    new Date(ACTION_NOW),
  ]);
  await run(shop, 'staff_email', asking);
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
  expect(await mailbox.list({ to: to.address })).toHaveLength(1);
});

const TICKET = {
  subject: 'Help {{name}}',
  text: 'Please call.',
  journeyKey: 'care',
  journeyVersion: 1,
  stepId: 'a',
  at: ACTION_NOW,
};

async function saveHelpDesk(shop: ActionShop, helpDesk: string): Promise<void> {
  const settings = { ...mailSettings({}), helpDesk };
  const change = { base: 0, actor: 'ann', now: ACTION_NOW };
  await inShop(db.pool, shop.id, (client) => saveSettings(client, shop.id, settings, change));
}

test('a ticket is an email to the help desk whose answer goes to the customer', async () => {
  const shop = await actionShop(db);
  await saveHelpDesk(shop, 'desk@fern.example');
  await askFor(db, shop, 'open_ticket', { ...TICKET, by: 'email' });
  await run(shop, 'open_ticket');
  const mail = await mailTo('desk@fern.example');
  expect(mail.subject).toBe('Help Ada Byron');
  expect(header(mail, 'reply-to')).toContain('ada@people.example');
});

test('without a help desk a ticket fails with what to do', async () => {
  const shop = await actionShop(db);
  const key = await askFor(db, shop, 'open_ticket', { ...TICKET, by: 'email' });
  await run(shop, 'open_ticket');
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'failed',
    reason: 'no_help_desk',
  });
});

test('a ticket by webhook is signed and holds what it is about', async () => {
  const shop = await actionShop(db);
  await inShop(db.pool, shop.id, (client) =>
    renewWebhookSecret(client, shop.id, 'ann', ACTION_NOW),
  );
  const key = await askFor(db, shop, 'open_ticket', { ...TICKET, by: { url } });
  await run(shop, 'open_ticket');
  expect(JSON.parse(received[0]?.body ?? '{}')).toMatchObject({
    type: 'ticket.requested',
    data: { ticket: { subject: 'Help Ada Byron', text: 'Please call.' } },
  });
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done' });
});
