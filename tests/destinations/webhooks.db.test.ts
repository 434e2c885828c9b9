import { Webhook } from 'standardwebhooks';
import { beforeEach, expect, test } from 'vitest';
import { renewWebhookSecret } from '#app/destinations/webhooks/renew-webhook-secret.server.ts';
import {
  shownWebhookSecrets,
  signingSecrets,
} from '#app/destinations/webhooks/store/webhook-secrets.server.ts';
import { retryPolicyOf } from '#app/effects/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { ACTION_NOW, actionShop, askFor, effectOutcome, type ActionShop } from './action-shop.ts';
import { webhookReceiver } from './webhook-receiver.ts';

const db = await testDatabase();
const { url, received, answer } = await webhookReceiver();

beforeEach(() => {
  received.length = 0;
  Object.assign(answer, { status: 200, body: 'ok', headers: {} });
});

function run(shop: ActionShop, environment: Partial<Environment> = { NODE_ENV: 'development' }) {
  const clock = { now: () => Date.now() };
  const services = { pool: db.pool, clock, environment: environment as Environment };
  return runEffectsOf('send_webhook', services, shop.id);
}

function newSecret(shop: ActionShop, now = Date.now()): Promise<string> {
  return inShop(db.pool, shop.id, (client) => renewWebhookSecret(client, shop.id, 'ann', now));
}

const CALL = { journeyKey: 'care', journeyVersion: 3, stepId: 'hook', at: ACTION_NOW };

test('a webhook says who reached which step, and its signature can be verified as the standard says', async () => {
  const shop = await actionShop(db);
  const secret = await newSecret(shop);
  const key = await askFor(db, shop, 'send_webhook', { ...CALL, url });
  await run(shop);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  expect(received).toHaveLength(1);
  const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(verified).toEqual({
    type: 'journey.step_reached',
    timestamp: new Date(ACTION_NOW).toISOString(),
    data: {
      shop: shop.domain,
      journey: { key: 'care', name: 'care', version: 3 },
      step: { id: 'hook' },
      person: {
        id: shop.ada,
        customer_id: '7',
        name: 'Ada Byron',
        first_name: 'Ada',
        email: 'ada@people.example',
        phone: null,
        score: 72,
        grade: 'A2',
        band: 'hot',
        stage: 'Loyal',
        orders: 4,
      },
    },
  });
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done', answer: '200 ok' });
});

/** A while ago: the database counts microseconds, and this process looks by milliseconds. */
const MAKE_DUE = "update effect set due_at = now() - interval '1 minute' where shop_id = $1";

test('every try of a webhook has the same id, and is made until the receiver accepts it', async () => {
  const shop = await actionShop(db);
  await newSecret(shop);
  const key = await askFor(db, shop, 'send_webhook', { ...CALL, url });
  Object.assign(answer, { status: 503, body: 'later' });
  await run(shop);
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'ready',
    reason: 'webhook_unavailable',
    answer: '503 later',
  });
  Object.assign(answer, { status: 401, body: 'no' });
  await db.owner.query(MAKE_DUE, [shop.id]);
  await run(shop);
  expect(await effectOutcome(db, shop, key)).toMatchObject({ reason: 'webhook_rejected' });
  Object.assign(answer, { status: 204, body: '' });
  await db.owner.query(MAKE_DUE, [shop.id]);
  await run(shop);
  expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'done', attempts: 3 });
  const ids = received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test('a webhook is given up after its last try, and at once where it never can arrive', async () => {
  const shop = await actionShop(db);
  await newSecret(shop);
  const ended = await askFor(db, shop, 'send_webhook', { ...CALL, url });
  const { mostTries } = retryPolicyOf('send_webhook');
  await db.owner.query('update effect set attempts = $2 where shop_id = $1', [
    shop.id,
    mostTries - 1,
  ]);
  Object.assign(answer, { status: 500 });
  await run(shop);
  expect(await effectOutcome(db, shop, ended)).toMatchObject({ state: 'failed' });
  for (const [status, reason] of [
    [302, 'webhook_redirected'],
    [410, 'webhook_rejected'],
  ] as const) {
    Object.assign(answer, { status, headers: { location: url } });
    const key = await askFor(db, shop, 'send_webhook', { ...CALL, url });
    await run(shop);
    expect(await effectOutcome(db, shop, key)).toMatchObject({ state: 'failed', reason });
  }
});

test('outside of development this machine is not sent to, and the reason says so', async () => {
  const shop = await actionShop(db);
  await newSecret(shop);
  const key = await askFor(db, shop, 'send_webhook', { ...CALL, url });
  await run(shop, { NODE_ENV: 'production' });
  expect(received).toEqual([]);
  expect(await effectOutcome(db, shop, key)).toMatchObject({
    state: 'failed',
    reason: 'webhook_refused',
  });
});

test('without a secret nothing is sent', async () => {
  const shop = await actionShop(db);
  const key = await askFor(db, shop, 'send_webhook', { ...CALL, url });
  await run(shop);
  expect(received).toEqual([]);
  expect(await effectOutcome(db, shop, key)).toMatchObject({ reason: 'no_webhook_secret' });
});

test('after a new secret the one before signs as well, for a day', async () => {
  const shop = await actionShop(db);
  const first = await newSecret(shop);
  const second = await newSecret(shop);
  await askFor(db, shop, 'send_webhook', { ...CALL, url });
  await run(shop);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  for (const secret of [first, second])
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).not.toThrow();
  const later = Date.now() + DAY + 1;
  await inShop(db.pool, shop.id, async (client) => {
    expect(await signingSecrets(client, shop.id, later)).toEqual([second]);
    const shown = await shownWebhookSecrets(client, shop.id, Date.now());
    expect(shown).toMatchObject([
      { hint: second.replaceAll('=', '').slice(-4), createdBy: 'ann', endsAt: null },
      { createdBy: 'ann' },
    ]);
    expect(JSON.stringify(shown)).not.toContain(second);
  });
});

test('a secret is sealed where it is stored, and opens only in its own shop', async () => {
  const shop = await actionShop(db);
  const other = await actionShop(db);
  const secret = await newSecret(shop);
  const { rows } = await db.owner.query<{ secret: Buffer }>(
    'select secret from webhook_secret where shop_id = $1',
    [shop.id],
  );
  expect(rows[0]?.secret.toString('latin1')).not.toContain(secret.slice(6));
  await db.owner.query('update webhook_secret set shop_id = $2 where shop_id = $1', [
    shop.id,
    other.id,
  ]);
  await inShop(db.pool, other.id, async (client) => {
    expect(await signingSecrets(client, other.id, Date.now())).toEqual([]);
  });
});
