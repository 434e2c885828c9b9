import { beforeEach, describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { mailLinks } from '#app/http/mail-links.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import type { EmailMarkup } from '#app/messages/templates/email-language.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { unsubscribeToken } from '#app/messages/links/links.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { drainAt, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { addCart, askForMail, effectState, NOON, openMailEnvironment } from './mail-environment.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { shopId } = environment;
let people = 0;

beforeEach(() => environment.clock.set(NOON));

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Two customers the app does not know yet. */
function strangers() {
  people += 1;
  const id = 90_000 + people;
  const one = { id, email: `ada-${String(id)}@people.example` };
  return { one, other: `bea-${String(id)}@people.example` };
}

async function receiveWebhook(topic: string, payload: object, key: string): Promise<void> {
  const at = environment.clock.now();
  const body = encodeBody({ ...payload });
  const delivery = { key: `${key}-${String(at)}`, topic, receivedAt: at, triggeredAt: at, body };
  await inShop(environment.pool, shopId, (client) => storeDeliveries(client, shopId, [delivery]));
}

/** Shopify sends a consent; it waits in the inbox. */
async function consent(
  customer: { id: number; email: string },
  state: string,
  date: number | null,
): Promise<void> {
  await receiveWebhook(
    'customers_email_marketing_consent/update',
    {
      ...emailConsentPayload(state, date === null ? null : iso(date)),
      customer_id: customer.id,
      email_address: customer.email,
    },
    `consent-${String(customer.id)}-${state}-${customer.email}`,
  );
}

async function checkout(customer: { id: number; email: string }, email: string): Promise<void> {
  const gid = `gid://shopify/Customer/${String(customer.id)}`;
  const now = iso(environment.clock.now());
  await receiveWebhook(
    'checkouts/update',
    checkoutPayload({
      token: `checkout-${email}`,
      cart_token: null,
      email,
      phone: null,
      buyer_accepts_marketing: true,
      customer: customerPayload({
        id: customer.id,
        admin_graphql_api_id: gid,
        email: customer.email,
        phone: null,
        updated_at: now,
      }),
      created_at: now,
      updated_at: now,
    }),
    `checkout-${email}`,
  );
}

async function processInbox(): Promise<void> {
  await drainAt(environment.pool, shopId, environment.clock.now());
}

async function oneClick(address: string): Promise<void> {
  const token = unsubscribeToken(environment.mailServices.links.sealer, {
    shopId,
    profileId: shopId,
    address,
  });
  const answer = await mailLinks(
    new Request(`https://app.example/u/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }),
    {
      pool: environment.pool,
      clock: environment.clock,
      sealer: environment.mailServices.links.sealer,
      logger: silentLogger,
    },
  );
  expect(answer.status).toBe(200);
}

/** Puts a marketing mail to the owner of an address into the outbox, due now. */
async function askFor(address: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 and email = $2',
    [shopId, address],
  );
  const id = rows[0]?.id ?? '';
  const options = { dueAt: environment.clock.now() };
  return await askForMail(environment, { id }, await addCart(environment, id), options);
}

async function mailsTo(address: string): Promise<number> {
  return (await environment.mailbox.list({ to: address })).length;
}

describe('a checkout of a subscribed customer that carries the address of another person', () => {
  test.each([
    ['who had unsubscribed', true],
    ['who never agreed', false],
  ])('%s sends that other person nothing', async (_, hadLeft) => {
    const { one, other } = strangers();
    if (hadLeft) {
      environment.clock.set(NOON - 3 * HOUR);
      await receiveInternal(environment.pool, shopId, 'consent.changed', NOON - 4 * HOUR, {
        identifiers: [{ kind: 'email', value: other }],
        channel: 'email',
        state: 'subscribed',
        source: 'form',
      });
      await processInbox();
      await oneClick(other);
      await processInbox();
    }
    environment.clock.set(NOON);
    await consent(one, 'subscribed', NOON - HOUR);
    await processInbox();
    environment.clock.set(NOON + MINUTE);
    await checkout(one, other);
    await processInbox();
    await askFor(one.email);
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(one.email)).toBe(1);
    environment.clock.set(NOON + 2 * DAY);
    await processInbox();
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(other)).toBe(0);
  });
});

describe('a one-click unsubscribe holds', () => {
  test.each([
    ['ten hours in the future', NOON + 10 * HOUR],
    ['of the year 2190', Date.UTC(2190, 0)],
    ['without a date', null],
  ])('although Shopify sent a consent %s before, and sends it again', async (_, date) => {
    const { one } = strangers();
    await consent(one, 'subscribed', date);
    await processInbox();
    environment.clock.set(NOON + HOUR);
    await oneClick(one.email);
    await processInbox();
    environment.clock.set(NOON + 2 * HOUR);
    await consent(one, 'subscribed', date);
    await processInbox();
    const key = await askFor(one.email);
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(one.email)).toBe(0);
    expect(await effectState(environment, key)).toMatchObject({
      state: 'skipped',
      reason: 'suppressed',
    });
  });

  test('until the address opts in again by an act of its own', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await processInbox();
    await oneClick(one.email);
    await processInbox();
    environment.clock.set(NOON + HOUR);
    await consent(one, 'subscribed', NOON + HOUR - MINUTE);
    await processInbox();
    await askFor(one.email);
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(one.email)).toBe(1);
  });

  test('against an opt-in of before it that comes late, although the link was pressed twice', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await processInbox();
    await oneClick(one.email);
    environment.clock.set(NOON + HOUR);
    await oneClick(one.email);
    await processInbox();
    environment.clock.set(NOON + 2 * HOUR);
    await consent(one, 'subscribed', NOON + MINUTE);
    await processInbox();
    await askFor(one.email);
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(one.email)).toBe(0);
  });
});

describe('a consent that waits in the inbox', () => {
  test('is processed before the mail leaves, although no worker has processed it yet', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await processInbox();
    const key = await askFor(one.email);
    await consent(one, 'unsubscribed', NOON - MINUTE);
    await deliverMails(environment.mailServices, shopId);
    expect(await mailsTo(one.email)).toBe(0);
    expect(await effectState(environment, key)).toMatchObject({
      state: 'skipped',
      reason: 'not_subscribed',
    });
  });

  test('that arrives while the mail is about to leave holds it back until it is processed', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await processInbox();
    await askFor(one.email);
    let isFirst = true;
    const { mailServices } = environment;
    const prepare = async (emails: readonly EmailMarkup[]) => {
      if (isFirst) await consent(one, 'unsubscribed', NOON - MINUTE);
      isFirst = false;
      return await mailServices.renderer.prepare(emails);
    };
    await deliverMails(
      { ...mailServices, renderer: { ...mailServices.renderer, prepare } },
      shopId,
    );
    expect(await mailsTo(one.email)).toBe(0);
  });
});

test('a customer with another address gets no marketing there until Shopify says so for that address', async () => {
  const { one, other } = strangers();
  await consent(one, 'subscribed', NOON - HOUR);
  await processInbox();
  environment.clock.set(NOON + MINUTE);
  const moved = { id: one.id, email: other };
  const changed = customerPayload({
    id: one.id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(one.id)}`,
    email: other,
    phone: null,
    updated_at: iso(NOON + MINUTE),
  });
  await receiveWebhook('customers/update', changed, `customer-${other}`);
  await processInbox();
  await askFor(other);
  await deliverMails(environment.mailServices, shopId);
  expect(await mailsTo(other)).toBe(0);
  await consent(moved, 'subscribed', NOON - HOUR);
  await processInbox();
  await askFor(other);
  await deliverMails(environment.mailServices, shopId);
  expect(await mailsTo(other)).toBe(1);
});

test('a mail points at the proof of the address it went to, of all proofs of the person', async () => {
  const { one, other } = strangers();
  await consent({ ...one, email: other }, 'subscribed', NOON - HOUR);
  await processInbox();
  await consent(one, 'subscribed', NOON - 2 * HOUR);
  await receiveWebhook(
    'customers/update',
    customerPayload({
      id: one.id,
      admin_graphql_api_id: `gid://shopify/Customer/${String(one.id)}`,
      email: one.email,
      phone: null,
      updated_at: iso(NOON),
    }),
    `customer-${one.email}`,
  );
  await processInbox();
  const key = await askFor(one.email);
  await deliverMails(environment.mailServices, shopId);
  const { rows } = await db.owner.query(
    `select consent.subject from message join consent on consent.shop_id = message.shop_id
        and consent.id = message.consent_id where message.shop_id = $1 and effect_key = $2`,
    [shopId, key],
  );
  expect(rows).toEqual([{ subject: `email:${one.email}` }]);
});
