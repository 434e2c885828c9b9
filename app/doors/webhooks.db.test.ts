import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createIntake } from '#app/events/intake.server.ts';
import { READERS } from '#app/events/topics.ts';
import { createShopDirectory } from '#app/shopify/shop-directory.server.ts';
import { inShop, openPool } from '#app/db.server.ts';
import { waitingDelivery } from '#app/engine/deliveries.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { openChance } from '#tests/demo/chance.ts';
import { fuzzed } from '#tests/faults/hostile.ts';
import { proven } from '#tests/faults/proven.ts';
import { encodeBody, orderPayload } from '#tests/fixtures/shopify-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { webhooksDoor, type WebhookServices } from './webhooks.server.ts';

const db = await testDatabase();
const SECRET = 'hush';
const BODY = '{"id":1}';
const MADE_UP = process.env.NIGHTLY === '1' ? 1_000_000 : 20_000;

function services(pool = db.pool): WebhookServices {
  const clock = { now: () => Date.now() };
  return {
    clock,
    intake: createIntake(pool),
    shops: createShopDirectory(pool, clock),
    logger: silentLogger,
    apiSecrets: [SECRET, 'the old one'],
  };
}

function sign(body: string | Uint8Array, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

function shopNamed(length: number): string {
  return `${'a'.repeat(length)}.myshopify.com`;
}

/** What Shopify signs with the app's secret and shows to people: session tokens, launches, proxied requests. */
function signedElsewhere(domain: string, number: number): string {
  switch (number % 3) {
    case 0: {
      const nowMs = Date.now() + number;
      const token = sessionToken({ shop: domain, apiKey: 'key', apiSecret: SECRET, nowMs });
      return token.slice(0, token.lastIndexOf('.'));
    }
    case 1:
      return `embedded=1&host=YWRtaW4&shop=${domain}&timestamp=${String(number)}`;
    default:
      return `cart=${String(number)}logged_in_customer_id=path_prefix=/apps/tendrilshop=${domain}timestamp=1`;
  }
}

type Over = {
  method?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string | null>;
};

function webhook(
  domain: string,
  { method = 'POST', body = BODY, headers = {} }: Over = {},
): Request {
  const all: Record<string, string | null> = {
    'x-shopify-hmac-sha256': sign(body),
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': domain,
    'x-shopify-webhook-id': 'w-1',
    'x-shopify-triggered-at': '2026-10-01T10:00:00Z',
    ...headers,
  };
  const present = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return new Request('https://app.example/webhooks', {
    method,
    headers: present,
    ...(method === 'POST' ? { body } : {}),
  });
}

async function waiting(shopId: string): Promise<number> {
  const { rowCount } = await db.owner.query('select from inbox where shop_id = $1', [shopId]);
  return rowCount ?? 0;
}

describe('the webhook door', () => {
  test('stores a signed delivery once, byte for byte and sealed, and wakes its shop', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    const bytes = new Uint8Array([0x7b, 0xff, 0x00]);
    for (let copy = 0; copy < 3; copy += 1) {
      expect((await webhooksDoor(webhook(shop.domain, { body: bytes }), door)).status).toBe(200);
    }
    const { rows } = await db.owner.query<{ key: string; body: Buffer; topic: string }>(
      'select delivery_key as key, body, topic from inbox where shop_id = $1',
      [shop.id],
    );
    expect(rows).toMatchObject([{ topic: 'orders/create' }]);
    expect(rows[0]?.body.includes(Buffer.from(bytes))).toBe(false);
    const [stored] = await inShop(db.pool, shop.id, (client) =>
      waitingDelivery(client, shop.id, rows[0]?.key ?? ''),
    );
    expect(stored?.body).toEqual(Buffer.from(bytes));
    const jobs = await db.owner.query(`select from graphile_worker.jobs where key = $1`, [
      `drain:${shop.id}`,
    ]);
    expect(jobs.rowCount).toBe(1);
  });

  const refused: [name: string, over: Over, status: number][] = [
    ['a wrong signature', { headers: { 'x-shopify-hmac-sha256': sign('other') } }, 401],
    [
      'a signature in hexadecimal',
      {
        headers: {
          'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(BODY).digest('hex'),
        },
      },
      401,
    ],
    ['an unknown secret', { headers: { 'x-shopify-hmac-sha256': sign(BODY, 'guess') } }, 401],
    ['no signature', { headers: { 'x-shopify-hmac-sha256': null } }, 400],
    ['no topic', { headers: { 'x-shopify-topic': null } }, 400],
    ['no shop', { headers: { 'x-shopify-shop-domain': null } }, 400],
    ['no delivery id', { headers: { 'x-shopify-webhook-id': null } }, 400],
    ['a topic of our own', { headers: { 'x-shopify-topic': 'tendril/mail.clicked' } }, 400],
    ['a topic of the pixel', { headers: { 'x-shopify-topic': 'storefront/batch' } }, 400],
    ['a topic of the events API', { headers: { 'x-shopify-topic': 'API/event' } }, 400],
    ['a key of a delivery of our own', { headers: { 'x-shopify-webhook-id': 'tendril:x:1' } }, 400],
    ['a key of a replay', { headers: { 'x-shopify-webhook-id': 'replay:w-0' } }, 400],
    ['a shop with a name of 87', { headers: { 'x-shopify-shop-domain': shopNamed(87) } }, 400],
    ['an empty body', { body: '' }, 400],
    ['a text', { body: '"text"' }, 400],
    ['white space before the body', { body: ' {}' }, 400],
    ['a byte order mark before the body', { body: '\uFEFF{}' }, 400],
    ['another method', { method: 'GET' }, 405],
    ['more than 2 MB', { body: 'x'.repeat(2 * 1024 * 1024 + 1) }, 413],
  ];
  test.each(refused)('refuses %s and stores nothing', async (_name, over, status) => {
    const shop = await installedShop(db.pool);
    expect((await webhooksDoor(webhook(shop.domain, over), services())).status).toBe(status);
    expect(await waiting(shop.id)).toBe(0);
  });

  test('2,000 texts that the secret signs elsewhere are no webhooks, whatever the headers say', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    const chance = openChance(2_000);
    const topics = [...READERS.keys(), 'planets/aligned'];
    const answers: Record<number, number> = {};
    for (let made = 0; made < 2_000; made += 1) {
      const signed = signedElsewhere(shop.domain, made);
      const headers = {
        'x-shopify-topic': chance.pick(topics),
        'x-shopify-webhook-id': `stolen-${String(made)}`,
      };
      const { status } = await webhooksDoor(webhook(shop.domain, { body: signed, headers }), door);
      answers[status] = (answers[status] ?? 0) + 1;
    }
    expect(answers).toEqual({ 400: 2_000 });
    expect(await waiting(shop.id)).toBe(0);
  });

  test('accepts the previous secret, because Shopify signs with it for a while after a rotation', async () => {
    const shop = await installedShop(db.pool);
    const headers = { 'x-shopify-hmac-sha256': sign(BODY, 'the old one') };
    expect((await webhooksDoor(webhook(shop.domain, { headers }), services())).status).toBe(200);
    expect(await waiting(shop.id)).toBe(1);
  });

  test('answers 200 for a shop that is not installed, and counts what it dropped', async () => {
    const domain = 'never-installed.myshopify.com';
    expect((await webhooksDoor(webhook(domain), services())).status).toBe(200);
    expect((await webhooksDoor(webhook(domain), services())).status).toBe(200);
    const { rows } = await db.owner.query(
      'select count::int from dropped_delivery where domain = $1',
      [domain],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  test('still takes a privacy request after the shop removed the app', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    const headers = { 'x-shopify-topic': 'shop/redact' };
    expect((await webhooksDoor(webhook(shop.domain, { headers }), services())).status).toBe(200);
    expect(await waiting(shop.id)).toBe(1);
  });

  test('says 503 while the database is away, so that Shopify sends the delivery again', async () => {
    const shop = await installedShop(db.pool);
    const away = openPool('postgresql://nobody@127.0.0.1:1/none', { max: 1, name: 'away' });
    const answer = await webhooksDoor(webhook(shop.domain), services(away));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await away.end();
  });

  test.each([
    '-100000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
    new Date(Date.now() + 2 * DAY).toISOString(),
    'soon',
  ])('keeps no triggering time of %s, and stores what shares its commit', async (triggered) => {
    const shop = await installedShop(db.pool);
    const door = services();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => {
        const headers = {
          'x-shopify-webhook-id': `w-${String(n)}`,
          'x-shopify-triggered-at': n === 3 ? triggered : '2026-10-01T10:00:00Z',
        };
        return webhooksDoor(webhook(shop.domain, { headers }), door);
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { rows } = await db.owner.query(
      'select delivery_key as key from inbox where shop_id = $1 and triggered_at is null',
      [shop.id],
    );
    expect(rows).toEqual([{ key: 'w-3' }]);
  });

  test('a delivery that the database refuses is refused alone, and what shares its commit is stored', async () => {
    const shop = await installedShop(db.pool);
    const { intake } = services();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) =>
        intake.store(shop.id, {
          key: `w-${String(n)}${n === 5 ? '\0' : ''}`,
          topic: 'orders/create',
          receivedAt: Date.now(),
          triggeredAt: null,
          body: Buffer.from(BODY),
        }),
      ),
    );
    expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([5]);
    expect(await waiting(shop.id)).toBe(8);
  });

  test('a webhook that the database refuses is no reason to send it again', async () => {
    const shop = await installedShop(db.pool);
    await db.owner.query(
      `alter table inbox add constraint no_${shop.id.replaceAll('-', '')}
         check (shop_id <> '${shop.id}' or topic <> 'orders/refused')`,
    );
    const headers = { 'x-shopify-topic': 'orders/refused' };
    const { status } = await webhooksDoor(webhook(shop.domain, { headers }), services());
    expect(status).toBe(400);
  });

  test('keeps every one of a thousand deliveries that arrive at once', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) =>
        webhooksDoor(
          webhook(shop.domain, { headers: { 'x-shopify-webhook-id': `burst-${String(n)}` } }),
          door,
        ),
      ),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(await waiting(shop.id)).toBe(1_000);
  });

  test('takes signed deliveries while strangers never finish bodies of 2 MB, and gives those up', async () => {
    const shop = await installedShop(db.pool);
    const door = services();
    // One piece of memory, sent by all of them.
    const piece = new Uint8Array(1_900_000).fill(0x20);
    const open = new Map<number, ReadableStreamDefaultController>();
    const statuses: number[] = [];
    const unfinished = Array.from({ length: 100 }, async (_, n) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(piece);
          open.set(n, controller);
        },
        cancel() {
          open.delete(n);
        },
      });
      const { headers } = webhook(shop.domain);
      const init = { method: 'POST', headers, body, duplex: 'half' as const };
      const request = new Request('https://app.example/webhooks', init);
      statuses.push((await webhooksDoor(request, door)).status);
    });
    expect((await webhooksDoor(webhook(shop.domain), door)).status).toBe(200);
    await expect.poll(() => statuses.length).toBeGreaterThanOrEqual(30);
    expect(new Set(statuses)).toEqual(new Set([503]));
    // Shopify's own bodies may be as large.
    const large = `{"note":"${'x'.repeat(1_900_000)}"}`;
    const headers = { 'x-shopify-webhook-id': 'w-large' };
    expect((await webhooksDoor(webhook(shop.domain, { body: large, headers }), door)).status).toBe(
      200,
    );
    for (const controller of open.values()) controller.close();
    await Promise.all(unfinished);
    expect(await waiting(shop.id)).toBe(2);
  });

  test('A7 refuses whatever a stranger makes up, and stores nothing of it', async (context) => {
    const shop = await installedShop(db.pool);
    const door = services();
    const chance = openChance(20_000);
    const order = encodeBody(orderPayload());
    const genuine = { topic: 'orders/create', shop: shop.domain, id: 'w-1', body: order };
    const answers: Record<number, number> = {};
    for (let made = 0; made < MADE_UP; made += 1) {
      const { headers = {}, body = '' } = fuzzed({ ...genuine, secret: SECRET }, chance);
      const present = Object.entries(headers).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
      const request = new Request('https://app.example/webhooks', {
        method: 'POST',
        headers: present,
        body: Buffer.from(body),
      });
      const { status } = await webhooksDoor(request, door);
      answers[status] = (answers[status] ?? 0) + 1;
    }
    const stored = await waiting(shop.id);
    proven(context, {
      promise: 'A7 forged requests change nothing (the door alone)',
      size: `${String(MADE_UP)} at random`,
      lost: 0,
      duplicated: 0,
      unexpected: MADE_UP - (answers[400] ?? 0) - (answers[401] ?? 0) + stored,
    });
    expect((answers[400] ?? 0) + (answers[401] ?? 0)).toBe(MADE_UP);
    expect(stored).toBe(0);
  });
});
