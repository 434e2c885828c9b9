import { Agent, request } from 'node:http';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { renewApiKey } from '#app/events/api/api-keys.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { eventually } from '#tests/stack/stack.ts';
import { mapConcurrently, webhookCall, openCaller } from './caller.ts';
import { openTestEnvironment } from './environment.ts';
import { isInboxEmpty } from './inbox.ts';
import { reportProof } from './report-proof.ts';
import { randomRequest, type RawRequest } from './random-requests.ts';
import { storedIds, rowsOfShop } from './rows-of-shop.ts';
import { SIZES } from './sizes.ts';

const SEED = 91_127;
const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 300;
const AT_ONCE = 8;
/** In all data stored of the other shop's customer, so that no response can leak it unseen. */
const CANARY = 'canary-of-the-other-shop';

const environment = await openTestEnvironment(1);
const pool = openPool(environment.stack.databaseUrl, {
  max: 2,
  name: 'faults',
  connectMs: WAIT_MS,
});
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
afterAll(async () => {
  agent.destroy();
  await pool.end();
  await environment.close();
});

test('D1 random requests over all HTTP handlers and pages break nothing, and reach nothing of another shop', async (context) => {
  const other = environment.shops[0];
  if (!other) throw new Error('There is another shop.');
  await environment.stack.install();
  const shop = environment.stack.store.options.shopDomain;
  const shopId = shopIdOf(shop);
  const caller = openCaller(AT_ONCE);
  onTestFinished(() => caller.close());
  for (const one of [{ domain: shop }, other]) {
    const mine = one.domain === shop;
    const email = mine ? 'own@example.com' : `${CANARY}@example.com`;
    const person = { email, first_name: mine ? 'Own' : CANARY };
    for (const [topic, payload] of [
      ['customers/create', customerPayload(person)],
      ['checkouts/create', checkoutPayload({ email })],
      ['orders/create', orderPayload({ email, contact_email: email })],
    ] as const) {
      const id = `before-${topic}`;
      const body = JSON.stringify(payload);
      await caller.call(
        environment.stack.appUrl,
        webhookCall({ topic, shop: one.domain, id, body }),
      );
    }
  }
  const both = [{ id: shopId, domain: shop }, other];
  await eventually('both customers known', () => isInboxEmpty(environment, both));
  const apiKey = await inShop(pool, shopId, (client) =>
    renewApiKey(client, shopId, 'staff:1', Date.now()),
  );
  const [row] = await environment.ask<{ pixel_key: string }>(
    'select pixel_key from shop where id = $1',
    [shopId],
  );
  // An answer may repeat what it was asked for; what the sender knows already is no leak.
  const ids = (await storedIds(environment)).filter((id) => !id.includes(CANARY));
  const known = { shop, pixelKey: row?.pixel_key ?? '', apiKey, ids };
  await endTimedWork(other.id);
  const before = await rowsOfShop(environment, other.id);
  const random = openRandomSource(SEED);
  const answered: Record<number, number> = {};
  const failed: string[] = [];
  let askedAgain = 0;
  const leaked: string[] = [];
  await mapConcurrently(Array.from({ length: SIZES.randomRequests }), AT_ONCE, async () => {
    const sent = randomRequest(known, random);
    // On a machine too busy to answer in time a refusal says when to ask again, and does what Shopify and browsers then do.
    let answer = await answerTo(sent);
    await eventually('an answer', async () => {
      if (!answer.mayAskAgain) return true;
      askedAgain += 1;
      answer = await answerTo(sent);
      return !answer.mayAskAgain;
    });
    const { status, text } = answer;
    answered[status] = (answered[status] ?? 0) + 1;
    const line = `${String(status)} ${sent.method} ${sent.path.slice(0, 200)}`;
    if (status >= 500) failed.push(line);
    if (text.includes(CANARY)) leaked.push(line);
  });
  const memory = (await environment.stack.web.memory()) / MEGABYTE;
  await eventually('everything settled', () => isInboxEmpty(environment, both));
  const after = await rowsOfShop(environment, other.id);
  reportProof(context, {
    promise: 'D1 random requests break and reach nothing',
    size: `${String(SIZES.randomRequests)} over ${String(known.ids.length)} ids of two shops`,
    lost: 0,
    duplicated: 0,
    unexpected: failed.length + leaked.length + environment.crashes.length,
    note: `answers ${JSON.stringify(answered)}, ${String(askedAgain)} asked again, memory ${memory.toFixed(0)} MB`,
  });
  expect(failed).toEqual([]);
  expect(leaked).toEqual([]);
  expect(after).toEqual(before);
  expect(environment.crashes).toEqual([]);
  expect(memory).toBeLessThanOrEqual(MOST_MEGABYTES);
  // Requests that all were refused would show nothing.
  expect(answered[200]).toBeGreaterThan(SIZES.randomRequests / 10);
  expect(answered[0]).toBeUndefined();
});

/** Lets a shop's jobs end and makes nothing due by time, so that only requests could change what is kept of it. */
async function endTimedWork(shopId: string): Promise<void> {
  const due = await environment.ask<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'shop' and column_name like '%\\_due\\_at' order by 1`,
  );
  expect(due.map(({ name }) => name)).toContain('watch_due_at');
  const later = due.map(({ name }) => `${name} = now() + interval '1 day'`);
  await environment.ask(
    `update shop set ${later.join(', ')}, days_zone = time_zone where id = $1`,
    [shopId],
  );
  await eventually('no job of the other shop', async () => {
    const jobs = await environment.ask(
      "select from graphile_worker._private_jobs where payload ->> 'shopId' = $1",
      [shopId],
    );
    return jobs.length === 0;
  });
}

const BROKEN = { status: 0, text: '', mayAskAgain: false };

/** Status 0 when the connection ended without an answer. */
function answerTo({ method, path, headers, body }: RawRequest): Promise<{
  status: number;
  text: string;
  /** Refused for now, with the time to ask again. */
  mayAskAgain: boolean;
}> {
  const { hostname, port } = new URL(environment.stack.appUrl);
  const sent = method === 'GET' || method === 'HEAD' ? '' : body;
  // Node's client sends the length of a DELETE's body only when asked to; without it the next request is broken.
  const all = { ...headers, 'content-length': String(Buffer.byteLength(sent)) };
  return new Promise((resolve) => {
    const outgoing = request({ hostname, port, method, path, headers: all, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => resolve(BROKEN));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          mayAskAgain: incoming.statusCode === 503 && 'retry-after' in incoming.headers,
        }),
      );
    });
    outgoing.on('error', () => resolve(BROKEN));
    outgoing.end(sent);
  });
}
