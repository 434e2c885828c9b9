import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { renewApiKey } from '#app/events/api/api-keys.server.ts';
import { linkToken } from '#app/messages/links/links.ts';
import { openServices } from '#tests/access/access-fixtures.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { serveListener } from '#tests/setup/served-listener.ts';
import { installedShop, type TestShop } from '#tests/setup/shop.ts';
import { signedProxyQuery } from '#tests/store/front/proxy-signature.ts';
import { API_SECRET } from '#tests/store/test-app.ts';
import { readBody } from './read-body.ts';
import { httpHandlersOf } from './http-handlers.server.ts';

const db = await testDatabase();
const services = await openServices(db);
afterAll(() => services.close());

function serveHandlers(): Promise<string> {
  return serveListener({ httpHandlers: httpHandlersOf(services) });
}

function proxied(shop: TestShop, path: string, query: Record<string, string> = {}): string {
  const visit = {
    shop: shop.domain,
    customerId: '',
    pathPrefix: '/apps/tendril',
    nowMs: Date.now(),
  };
  const signed = signedProxyQuery(new URLSearchParams(query), visit, API_SECRET);
  return `/proxy/${path}?${signed.toString()}`;
}

function linkOf(shop: TestShop): string {
  const claim = { shopId: shop.id, effectKey: 'mail', url: `https://${shop.domain}/` };
  return `/l/${linkToken(services.sealer, claim)}`;
}

const VISITOR = '9b2e1c3a-4d5f-4a6b-8c7d-0e1f2a3b4c5d';

async function statusOf(url: string, path: string, init: RequestInit = {}): Promise<number> {
  return (await fetch(url + path, { redirect: 'manual', ...init })).status;
}

/** Keeps so many transactions of a shop open until the test ends. */
async function hold(pool: pg.Pool, shop: TestShop, count: number): Promise<void> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const begun = Array.from(
    { length: count },
    () =>
      new Promise<void>((begin) => {
        void inShop(pool, shop.id, async () => {
          begin();
          await ended;
        });
      }),
  );
  onTestFinished(end);
  await Promise.all(begun);
}

describe('what shoppers open has connections of its own', () => {
  test.each<[string, () => pg.Pool, number]>([
    ['pages hold all of theirs', () => services.pool, 16],
    ['links of mails hold theirs', () => services.shoppers.links, 2],
  ])('the app proxy answers while %s', async (_held, poolOf, count) => {
    const [url, shop] = [await serveHandlers(), await installedShop(db.pool)];
    await hold(poolOf(), shop, count);
    expect(await statusOf(url, proxied(shop, 'banner', { visitor: VISITOR }))).toBe(200);
  });

  test.each<[string, () => pg.Pool, number]>([
    ['pages hold all of theirs', () => services.pool, 16],
    ['the app proxy holds its own', () => services.shoppers.proxy, 3],
  ])('a link in an email opens while %s', async (_held, poolOf, count) => {
    const [url, shop] = [await serveHandlers(), await installedShop(db.pool)];
    await hold(poolOf(), shop, count);
    expect(await statusOf(url, linkOf(shop))).toBe(302);
  });

  test('a program that reports events is answered while pages hold all connections of theirs', async () => {
    const [url, shop] = [await serveHandlers(), await installedShop(db.pool)];
    const key = await inShop(db.pool, shop.id, (client) =>
      renewApiKey(client, shop.id, '1', services.clock.now()),
    );
    await hold(services.pool, shop, 16);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    expect(await statusOf(url, '/api/events', { method: 'POST', headers, body: '[]' })).toBe(400);
  });
});

/** All the memory that unfinished bodies may use, received in the same process and held for a moment. */
async function fillMemory(): Promise<void> {
  const piece = new Uint8Array(1024 * 1024);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if ((sent += 1) > 128) controller.close();
      else controller.enqueue(piece);
    },
  });
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  await readBody(new Request('https://app.example/webhooks', init), 256 * 1024 * 1024);
}

describe('a body that is given up for others', () => {
  test.each<
    [string, (shop: TestShop) => Promise<{ path: string; headers: Record<string, string> }>]
  >([
    [
      'the app proxy',
      (shop) =>
        Promise.resolve({
          path: proxied(shop, 'application'),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
    ],
    [
      'the pixel',
      async (shop) => {
        const { rows } = await db.owner.query<{ key: string }>(
          'select pixel_key as key from shop where id = $1',
          [shop.id],
        );
        return { path: `/pixel/${rows[0]?.key ?? ''}`, headers: { 'content-type': 'text/plain' } };
      },
    ],
    [
      'the API for events',
      async (shop) => {
        const key = await inShop(db.pool, shop.id, (client) =>
          renewApiKey(client, shop.id, '1', services.clock.now()),
        );
        return { path: '/api/events', headers: { authorization: `Bearer ${key}` } };
      },
    ],
  ])('of %s is answered with 503 and a second to wait', async (_handler, requestOf) => {
    const [url, shop] = [await serveHandlers(), await installedShop(db.pool)];
    const { path, headers } = await requestOf(shop);
    // Connections are made and the shop is known, so that nothing but the body is waited for.
    expect(await statusOf(url, path, { method: 'POST', headers, body: 'x' })).toBeLessThan(500);
    const asked = ask(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-length': 100 },
    });
    onTestFinished(() => void asked.destroy());
    const response = once(asked, 'response') as Promise<[IncomingMessage]>;
    const answers: IncomingMessage[] = [];
    void response.then(([received]) => answers.push(received.resume()));
    await new Promise((written) => asked.write('x'.repeat(50), written));
    // It is the oldest body once half of it has arrived; until then there is nothing to drop. A whole request that came
    // after it was answered, so that it no longer waits for the database while memory is filled.
    while (answers.length === 0) {
      expect(await statusOf(url, path, { method: 'POST', headers, body: 'x' })).toBeLessThan(500);
      await fillMemory();
      await setImmediate();
    }
    const [{ statusCode, headers: responseHeaders }] = await response;
    expect([statusCode, responseHeaders['retry-after']]).toEqual([503, '1']);
  });
});
