import { beforeEach, describe, expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { mailLinks } from '#app/doors/mail-links.server.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messaging/deliver.server.ts';
import { unsubscribeToken } from '#app/messaging/links.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { storeDeliveries } from '#app/events/intake.server.ts';
import { drainAt, tellOwn } from '#tests/setup/received-deliveries.ts';
import { addCart, askForMail, effectState, NOON, openMailWorld } from './mail-world.ts';
import { silentLogger } from '#tests/setup/logger.ts';

const db = await testDatabase();
const world = await openMailWorld(db.url);
const { shopId } = world;
let people = 0;

beforeEach(() => world.clock.set(NOON));

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Two customers nobody has heard of yet. */
function strangers() {
  people += 1;
  const id = 90_000 + people;
  const one = { id, email: `ada-${String(id)}@people.example` };
  return { one, other: `bea-${String(id)}@people.example` };
}

async function receive(topic: string, payload: object, key: string): Promise<void> {
  const at = world.clock.now();
  const body = encodeBody({ ...payload });
  const delivery = { key: `${key}-${String(at)}`, topic, receivedAt: at, triggeredAt: at, body };
  await inShop(world.pool, shopId, (client) => storeDeliveries(client, shopId, [delivery]));
}

/** Shopify tells of a consent; it waits in the inbox. */
async function consent(
  customer: { id: number; email: string },
  state: string,
  date: number | null,
): Promise<void> {
  await receive(
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
  const now = iso(world.clock.now());
  await receive(
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

async function hear(): Promise<void> {
  await drainAt(world.pool, shopId, world.clock.now());
}

async function oneClick(address: string): Promise<void> {
  const token = unsubscribeToken(world.post.links.sealer, { shopId, profileId: shopId, address });
  const answer = await mailLinks(
    new Request(`https://app.example/u/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    }),
    {
      pool: world.pool,
      clock: world.clock,
      sealer: world.post.links.sealer,
      logger: silentLogger,
    },
  );
  expect(answer.status).toBe(200);
}

/** Puts a marketing mail to whoever has an address into the outbox, due now. */
async function askFor(address: string): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 and email = $2',
    [shopId, address],
  );
  const id = rows[0]?.id ?? '';
  const options = { dueAt: world.clock.now() };
  return await askForMail(world, { id }, await addCart(world, id), options);
}

async function mailsTo(address: string): Promise<number> {
  return (await world.mailbox.list({ to: address })).length;
}

describe('a checkout of a subscribed customer that carries the address of somebody else', () => {
  test.each([
    ['who had unsubscribed', true],
    ['who never agreed', false],
  ])('%s sends that other person nothing', async (_, hadLeft) => {
    const { one, other } = strangers();
    if (hadLeft) {
      world.clock.set(NOON - 3 * HOUR);
      await tellOwn(world.pool, shopId, 'consent.changed', NOON - 4 * HOUR, {
        identifiers: [{ kind: 'email', value: other }],
        channel: 'email',
        state: 'subscribed',
        source: 'form',
      });
      await hear();
      await oneClick(other);
      await hear();
    }
    world.clock.set(NOON);
    await consent(one, 'subscribed', NOON - HOUR);
    await hear();
    world.clock.set(NOON + MINUTE);
    await checkout(one, other);
    await hear();
    await askFor(one.email);
    await deliverMails(world.post, shopId);
    expect(await mailsTo(one.email)).toBe(1);
    world.clock.set(NOON + 2 * DAY);
    await hear();
    await deliverMails(world.post, shopId);
    expect(await mailsTo(other)).toBe(0);
  });
});

describe('a one-click unsubscribe holds', () => {
  test.each([
    ['ten hours ahead', NOON + 10 * HOUR],
    ['of the year 2190', Date.UTC(2190, 0)],
    ['without a date', null],
  ])('although Shopify told of a consent %s before, and tells of it again', async (_, date) => {
    const { one } = strangers();
    await consent(one, 'subscribed', date);
    await hear();
    world.clock.set(NOON + HOUR);
    await oneClick(one.email);
    await hear();
    world.clock.set(NOON + 2 * HOUR);
    await consent(one, 'subscribed', date);
    await hear();
    const key = await askFor(one.email);
    await deliverMails(world.post, shopId);
    expect(await mailsTo(one.email)).toBe(0);
    expect(await effectState(world, key)).toMatchObject({ state: 'skipped', reason: 'suppressed' });
  });

  test('until the address opts in again by an act of its own', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await hear();
    await oneClick(one.email);
    await hear();
    world.clock.set(NOON + HOUR);
    await consent(one, 'subscribed', NOON + HOUR - MINUTE);
    await hear();
    await askFor(one.email);
    await deliverMails(world.post, shopId);
    expect(await mailsTo(one.email)).toBe(1);
  });

  test('against an opt-in of before it that comes late, although the link was pressed twice', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await hear();
    await oneClick(one.email);
    world.clock.set(NOON + HOUR);
    await oneClick(one.email);
    await hear();
    world.clock.set(NOON + 2 * HOUR);
    await consent(one, 'subscribed', NOON + MINUTE);
    await hear();
    await askFor(one.email);
    await deliverMails(world.post, shopId);
    expect(await mailsTo(one.email)).toBe(0);
  });
});

describe('a consent that waits in the inbox', () => {
  test('is heard before the mail leaves, although no worker has heard it yet', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await hear();
    const key = await askFor(one.email);
    await consent(one, 'unsubscribed', NOON - MINUTE);
    await deliverMails(world.post, shopId);
    expect(await mailsTo(one.email)).toBe(0);
    expect(await effectState(world, key)).toMatchObject({
      state: 'skipped',
      reason: 'not_subscribed',
    });
  });

  test('that arrives while the mail is about to leave holds it back until it is heard', async () => {
    const { one } = strangers();
    await consent(one, 'subscribed', NOON - HOUR);
    await hear();
    await askFor(one.email);
    let isFirst = true;
    const post = {
      ...world.post,
      async renderer() {
        if (isFirst) await consent(one, 'unsubscribed', NOON - MINUTE);
        isFirst = false;
        return await world.post.renderer();
      },
    };
    await deliverMails(post, shopId);
    expect(await mailsTo(one.email)).toBe(0);
  });
});

test('a customer with another address gets no marketing there until Shopify says so for that address', async () => {
  const { one, other } = strangers();
  await consent(one, 'subscribed', NOON - HOUR);
  await hear();
  world.clock.set(NOON + MINUTE);
  const moved = { id: one.id, email: other };
  const changed = customerPayload({
    id: one.id,
    admin_graphql_api_id: `gid://shopify/Customer/${String(one.id)}`,
    email: other,
    phone: null,
    updated_at: iso(NOON + MINUTE),
  });
  await receive('customers/update', changed, `customer-${other}`);
  await hear();
  await askFor(other);
  await deliverMails(world.post, shopId);
  expect(await mailsTo(other)).toBe(0);
  await consent(moved, 'subscribed', NOON - HOUR);
  await hear();
  await askFor(other);
  await deliverMails(world.post, shopId);
  expect(await mailsTo(other)).toBe(1);
});

test('a mail points at the proof of the address it went to, of all proofs of the person', async () => {
  const { one, other } = strangers();
  await consent({ ...one, email: other }, 'subscribed', NOON - HOUR);
  await hear();
  await consent(one, 'subscribed', NOON - 2 * HOUR);
  await receive(
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
  await hear();
  const key = await askFor(one.email);
  await deliverMails(world.post, shopId);
  const { rows } = await db.owner.query(
    `select consent.subject from message join consent on consent.shop_id = message.shop_id
        and consent.id = message.consent_id where message.shop_id = $1 and effect_key = $2`,
    [shopId, key],
  );
  expect(rows).toEqual([{ subject: `email:${one.email}` }]);
});
