import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { apiKeys } from '#app/events/store/api-keys.server.ts';
import { endApiKey, GRACE_MS, renewApiKey } from '#app/events/api/api-keys.server.ts';
import { createEventsApi } from '#app/events/api/events-api.server.ts';
import { createIntake } from '#app/events/inbox/intake.server.ts';
import { createRateLimit } from '#app/platform/rate-limit.server.ts';
import { reportedEvent } from '#tests/fixtures/reported-payloads.ts';
import { addressesOf } from '#tests/setup/client-addresses.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';
import { eventsApiHandler as answerReport, type EventsApiServices } from './events-api.server.ts';

const db = await testDatabase();
const NOW = Date.parse('2026-10-01T12:00:00Z');

function eventsApiHandler(request: Request, api: EventsApiServices): Promise<Response> {
  return answerReport(request, api, addressesOf(request));
}

function services(now = NOW) {
  const clock = { now: () => now };
  return {
    clock,
    intake: createIntake(db.pool),
    logger: silentLogger,
    api: createEventsApi(db.pool, clock, { now: () => Date.now() }),
  };
}

async function shopWithKey(): Promise<{ shop: TestShop; key: string }> {
  const shop = await installedShop(db.pool);
  return { shop, key: await renew(shop) };
}

function renew(shop: TestShop, now = NOW): Promise<string> {
  return inShop(db.pool, shop.id, (client) => renewApiKey(client, shop.id, 'staff:1', now));
}

function report(key: string | null, body: unknown): Request {
  return new Request('https://app.example/api/events', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function waiting(shop: TestShop): Promise<number> {
  const { rowCount } = await db.owner.query('select from inbox where shop_id = $1', [shop.id]);
  return rowCount ?? 0;
}

async function statusOf(key: string | null, now = NOW): Promise<number> {
  return (await eventsApiHandler(report(key, reportedEvent()), services(now))).status;
}

describe('the handler of the events API', () => {
  test('takes an event, and the same one sent again counts once', async () => {
    const { shop, key } = await shopWithKey();
    const eventsApi = services();
    for (let time = 0; time < 2; time += 1) {
      const answer = await eventsApiHandler(report(key, reportedEvent()), eventsApi);
      expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1 }]);
      await drainAt(db.pool, shop.id, NOW);
    }
    const { rows } = await db.owner.query(
      'select kind, topic, at::text, props from event where shop_id = $1',
      [shop.id],
    );
    expect(rows).toMatchObject([
      { kind: 'support.ticket_opened', topic: 'api/event', props: { ticketId: '8812' } },
    ]);
    const people = await db.owner.query(
      'select email, subscribed from profile where shop_id = $1',
      [shop.id],
    );
    expect(people.rows).toEqual([{ email: 'ada@example.com', subscribed: false }]);
  });

  test('takes a list whole or not at all, and says what is wrong where', async () => {
    const { shop, key } = await shopWithKey();
    const list = [
      reportedEvent({ id: 'a' }),
      reportedEvent({ id: 'b', type: 'review.submitted', data: { rating: 9 } }),
      reportedEvent({ id: 'c', at: new Date(NOW + 3_600_000).toISOString() }),
    ];
    const refused = await eventsApiHandler(report(key, list), services());
    expect([refused.status, await refused.json()]).toEqual([
      400,
      {
        error: 'invalid',
        fields: [
          { field: '1.data.rating', message: 'expected a rating from 1 to 5' },
          { field: '2.at', message: 'expected a time that has come' },
        ],
      },
    ]);
    expect(await waiting(shop)).toBe(0);
    const taken = await eventsApiHandler(report(key, list.slice(0, 1)), services());
    expect(await taken.json()).toEqual({ accepted: 1 });
  });

  test.each<[string, unknown, number]>([
    ['no JSON', '{', 400],
    ['an empty list', [], 400],
    ['101 events', Array.from({ length: 101 }, () => reportedEvent()), 400],
    ['more than 64 KB', reportedEvent({ padding: 'x'.repeat(65 * 1024) }), 413],
  ])('refuses %s', async (_name, body, status) => {
    const { shop, key } = await shopWithKey();
    expect((await eventsApiHandler(report(key, body), services())).status).toBe(status);
    expect(await waiting(shop)).toBe(0);
  });

  test.each([
    ['no key', () => null],
    ['a key that is none', () => 'secret'],
    ['a key of bytes that name no shop', () => `tendril_${'_'.repeat(64)}`],
    ['a key with another secret', (key: string) => `${key.slice(0, -6)}AAAAAA`],
    ['the digest of a key', (key: string) => Buffer.from(key).toString('base64')],
  ])('rejects %s', async (_name, forged) => {
    const { key } = await shopWithKey();
    expect(await statusOf(forged(key))).toBe(401);
    expect(await statusOf(key)).toBe(202);
  });

  test('a key opens its own shop only', async () => {
    const [one, other] = [await shopWithKey(), await shopWithKey()];
    const mixed = Buffer.concat([
      Buffer.from(other.key.slice(8), 'base64url').subarray(0, 16),
      Buffer.from(one.key.slice(8), 'base64url').subarray(16),
    ]);
    expect(await statusOf(`tendril_${mixed.toString('base64url')}`)).toBe(401);
    await eventsApiHandler(report(one.key, reportedEvent()), services());
    expect([await waiting(one.shop), await waiting(other.shop)]).toEqual([1, 0]);
  });

  test('a renewed key works at once, the one before for a day', async () => {
    const { shop, key } = await shopWithKey();
    const fresh = await renew(shop);
    expect([await statusOf(fresh), await statusOf(key)]).toEqual([202, 202]);
    expect(await statusOf(key, NOW + GRACE_MS)).toBe(401);
    expect(await statusOf(fresh, NOW + GRACE_MS)).toBe(202);
  });

  test('an ended key opens nothing', async () => {
    const { shop, key } = await shopWithKey();
    const [shown] = await inShop(db.pool, shop.id, (client) => apiKeys(client, shop.id, NOW));
    await inShop(db.pool, shop.id, (client) =>
      endApiKey(client, shop.id, shown?.id ?? '', 'staff:1', NOW),
    );
    expect(await statusOf(key)).toBe(401);
  });

  test('the database holds no key that could be used', async () => {
    const { shop, key } = await shopWithKey();
    const { rows } = await db.owner.query<{ row: string }>(
      'select api_key::text as row from api_key where shop_id = $1',
      [shop.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(key.slice(8, -4));
    expect(rows[0]?.row).toContain(key.slice(-4));
  });

  test('slows down one key, and says for how long', async () => {
    const [one, other] = [await shopWithKey(), await shopWithKey()];
    const eventsApi = services();
    const slow = { ...eventsApi, api: { ...eventsApi.api, perKey: createRateLimit(1, 60) } };
    const statuses: number[] = [];
    for (const { key } of [one, one, other]) {
      statuses.push((await eventsApiHandler(report(key, reportedEvent()), slow)).status);
    }
    expect(statuses).toEqual([202, 429, 202]);
  });
});
