import { expect, onTestFinished, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { replayDeliveries } from '#app/events/inbox/quarantine.server.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { complianceRequestPayload } from '#tests/fixtures/shop-payloads.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { eventually } from '#tests/stack/stack.ts';
import { buyersKnown } from './buyers-known.ts';
import {
  callAtRate,
  mapConcurrently,
  webhookCall,
  ms,
  openCaller,
  quantile,
  statuses,
  retryUntilStored,
  type Answered,
} from './caller.ts';
import { forgeries, fuzzWebhook, mutatePayload, REFUSALS } from './hostile.ts';
import { CONNECTIONS, openHttpEnvironment, orderWebhook, shopOrder } from './http-environment.ts';
import { reportProof } from './report-proof.ts';
import { SIZES } from './sizes.ts';
import { purchases } from './traffic.ts';
import { isInboxEmpty, keysKnown, deliveryOutcomesOf } from './inbox.ts';

const SEED = 33_105;
const MEGABYTE = 1024 * 1024;
/** Connections over which junk comes, each as fast as it is answered. */
const FLOODING = 8;
/** Where in the body the fault is, then what it is. */
const NAMES_A_FIELD = /^[a-z_][\w.[\]]*: \S/;
/** What the web process may hold, however much it was asked. */
const MOST_MEGABYTES = 300;

const { random, environment, pool, caller, nextShop } = await openHttpEnvironment(SEED, 5);

test('A7 forged and broken requests are refused, leave nothing and cost no memory', async (context) => {
  const shop = nextShop();
  const genuine = { topic: 'orders/create', shop: shop.domain, id: 'genuine', body: shopOrder() };
  const corpus = forgeries(genuine);
  const refuse = openCaller(10);
  onTestFinished(() => refuse.close());
  const answers = await mapConcurrently(corpus, 10, (call) =>
    refuse.call(environment.stack.appUrl, call),
  );
  const flood = (count: number) =>
    mapConcurrently(
      Array.from({ length: count }, () => fuzzWebhook(genuine, random)),
      CONNECTIONS,
      (call) => caller.call(environment.stack.appUrl, call),
    );
  // The first ones only make the process as large as it becomes under any load.
  const randomAnswers = await flood(SIZES.forged.count / 2);
  const before = await environment.stack.web.memory();
  randomAnswers.push(...(await flood(SIZES.forged.count / 2)));
  const after = await environment.stack.web.memory();
  const growth = after - before;
  const all = [...answers, ...randomAnswers];
  const wrong = all.filter(({ status }) => status !== 0 && !REFUSALS.has(status));
  const stored = await keysKnown(environment, shop);
  reportProof(context, {
    promise: 'A7 forged requests change nothing',
    size: `${String(corpus.length)} forgeries, ${String(randomAnswers.length)} at random`,
    lost: 0,
    duplicated: 0,
    unexpected: wrong.length + stored,
    note: `memory ${(growth / MEGABYTE).toFixed(0)} MB more, ${(after / MEGABYTE).toFixed(0)} MB in all`,
  });
  expect(wrong).toEqual([]);
  expect(growth / MEGABYTE).toBeLessThan(SIZES.forged.mostMegabytes);
  expect(after / MEGABYTE).toBeLessThanOrEqual(MOST_MEGABYTES);
  expect(stored).toBe(0);
  // A connection that ends without an answer is one whose body the server does not read to its end.
  expect(all.filter(({ status }) => status === 0).length).toBeLessThan(5);
  const answered = await retryUntilStored(() =>
    caller.call(environment.stack.appUrl, webhookCall(genuine)),
  );
  expect(answered.status).toBe(200);
});

test('A8 signed but unusable webhooks are answered 2xx, quarantined with a reason and can be replayed', async (context) => {
  const shop = nextShop();
  const readable: [topic: string, payload: Payload][] = [
    ['orders/create', orderPayload()],
    ['customers/update', customerPayload()],
    ['products/update', productPayload()],
    ...purchases(12, 1, Date.now(), random).webhooks.map(
      ({ topic, payload }): [string, Payload] => [topic, payload],
    ),
  ];
  const mutations = Array.from({ length: SIZES.mutations }, (_, n) => {
    const [topic, payload] = random.pick(readable);
    return { topic, shop: shop.domain, id: `m-${String(n)}`, body: mutatePayload(payload, random) };
  });
  const answers = await mapConcurrently(mutations, CONNECTIONS, (one) =>
    retryUntilStored(() => caller.call(environment.stack.appUrl, webhookCall(one))),
  );
  await eventually('an empty inbox', () => isInboxEmpty(environment, [shop]));
  const quarantinedDeliveries = await environment.ask<{ key: string; reason: string }>(
    'select delivery_key as key, reason from quarantine where shop_id = $1',
    [shop.id],
  );
  const counted = await deliveryOutcomesOf(environment, shop);
  reportProof(context, {
    promise: 'A8 unusable webhooks are quarantined',
    size: `${String(mutations.length)} mutations`,
    lost: mutations.length - counted.processed - counted.quarantined,
    duplicated: counted.repeated,
    unexpected: counted.quarantined - quarantinedDeliveries.length,
    note: `${String(quarantinedDeliveries.length)} quarantined`,
  });
  expect(statuses(answers)).toEqual({ 200: mutations.length });
  expect(counted).toMatchObject({
    quarantined: quarantinedDeliveries.length,
    repeated: 0,
    unknown: 0,
  });
  expect(counted.processed + counted.quarantined).toBe(mutations.length);
  expect(quarantinedDeliveries.length).toBeGreaterThan(mutations.length / 20);
  expect(quarantinedDeliveries.filter(({ reason }) => !NAMES_A_FIELD.test(reason))).toEqual([]);
  const { status } = await caller.call(
    environment.stack.appUrl,
    webhookCall({
      topic: 'orders/create',
      shop: shop.domain,
      id: 'big',
      body: Buffer.alloc(10 * MEGABYTE),
    }),
  );
  expect([0, 413]).toContain(status);

  const again = quarantinedDeliveries.slice(0, 50).map(({ key }) => key);
  await inShop(pool, shop.id, (client) =>
    replayDeliveries(client, shop.id, again, 'staff:1', Date.now()),
  );
  await eventually('the replay done', () => isInboxEmpty(environment, [shop]));
  expect((await deliveryOutcomesOf(environment, shop)).quarantined).toBe(
    quarantinedDeliveries.length + again.length,
  );
  expect(environment.crashes).toEqual([]);
});

test('A9 a captured webhook under other headers has no second effect, and no compliance request is carried out for another shop', async (context) => {
  const [shop, other] = [nextShop(), nextShop()];
  const order = { topic: 'orders/create', shop: shop.domain, id: 'captured', body: shopOrder() };
  const complianceRequest = JSON.stringify(complianceRequestPayload({ shop_domain: shop.domain }));
  const strange = ['customers/redact', 'shop/redact', 'customers/data_request'];
  await caller.call(environment.stack.appUrl, webhookCall(order));
  await eventually('the order known', () => isInboxEmpty(environment, [shop]));
  const before = await buyersKnown(environment, [shop]);
  const swapped = Array.from({ length: SIZES.swaps }, (_, n) => {
    const id = `swap-${String(n)}`;
    switch (n % 4) {
      case 0:
        return { ...order, id };
      case 1:
        return {
          ...order,
          id,
          topic: random.pick(['orders/updated', 'orders/paid', 'planets/aligned']),
        };
      case 2:
        return { ...order, id, shop: `unknown-${String(n % 7)}.myshopify.com` };
      default:
        return { topic: random.pick(strange), shop: other.domain, id, body: complianceRequest };
    }
  });
  let tries = 0;
  const answers = await mapConcurrently(swapped, CONNECTIONS, (one) =>
    retryUntilStored(() => {
      tries += 1;
      return caller.call(environment.stack.appUrl, webhookCall(one));
    }),
  );
  await eventually('everything settled', () => isInboxEmpty(environment, [shop, other]));
  const [kept] = await environment.ask<{
    placed: number;
    complianceRequests: number;
    others: number;
    dropped: number;
  }>(
    `select (select count(*)::int from event where shop_id = $1 and kind = 'order.placed') as placed,
         (select count(*)::int from compliance_duty where shop_id = $2) as "complianceRequests",
         (select count(*)::int from profile where shop_id = $2) as others,
         (select sum(count)::int from dropped_delivery where domain like 'unknown-%') as dropped`,
    [shop.id, other.id],
  );
  const { quarantined } = await deliveryOutcomesOf(environment, other);
  const quarter = SIZES.swaps / 4;
  reportProof(context, {
    promise: 'A9 swapped headers do no harm',
    size: `${String(swapped.length)} replays`,
    lost: 0,
    duplicated: (kept?.placed ?? Number.NaN) - 1,
    unexpected: (kept?.complianceRequests ?? Number.NaN) + (kept?.others ?? Number.NaN),
    note: `${String(quarantined)} compliance requests refused, ${String(kept?.dropped)} counted for no shop`,
  });
  expect(statuses(answers)).toEqual({ 200: swapped.length });
  expect(kept).toMatchObject({ placed: 1, complianceRequests: 0, others: 0 });
  // One that was answered too late on a crowded machine may have been counted before it was sent again.
  expect(kept?.dropped).toBeGreaterThanOrEqual(quarter);
  expect(kept?.dropped).toBeLessThanOrEqual(quarter + tries - swapped.length);
  expect(quarantined).toBe(quarter);
  expect(await buyersKnown(environment, [shop])).toEqual(before);
});

test('E3 beside a flood of junk on the pixel every webhook is stored, and junk identifies no person', async (context) => {
  const shop = nextShop();
  const [row] = await environment.ask<{ pixel_key: string }>(
    'select pixel_key from shop where id = $1',
    [shop.id],
  );
  const key = row?.pixel_key ?? '';
  const claims = {
    email: 'eve@example.com',
    customer_id: '6940095564',
    consent_state: 'subscribed',
  };
  let over = false;
  // A slow machine sends less than is limited beside the webhooks.
  let wasLimited = false;
  const flood = mapConcurrently(Array.from({ length: FLOODING }), FLOODING, async (_, lane) => {
    const answers: Answered[] = [];
    for (let n = 0; !over || !wasLimited; n += 1) {
      const batch = `junk-${String(lane)}-${String(n)}-padded`;
      const bodies = [
        JSON.stringify(storefrontBatch({ batch, ...claims })),
        'x'.repeat(2_000),
        JSON.stringify(storefrontBatch({ padding: 'x'.repeat(65_000) })),
      ];
      const answer = await caller.call(environment.stack.appUrl, {
        path: `/pixel/${n % 5 === 4 ? n.toString(16).padStart(32, '0') : key}`,
        headers: {
          'content-type': 'text/plain',
          'x-forwarded-for': '10.0.0.1',
        },
        body: bodies[n % bodies.length],
      });
      wasLimited ||= answer.status === 429;
      answers.push(answer);
    }
    return answers;
  });
  const quiet = openCaller(CONNECTIONS);
  onTestFinished(() => quiet.close());
  const webhooks = await callAtRate(SIZES.flood.perSecond, SIZES.flood.seconds, (n) =>
    retryUntilStored(() =>
      quiet.call(environment.stack.appUrl, orderWebhook(shop, `flooded-${String(n)}`)),
    ),
  );
  over = true;
  const junk = (await flood).flat();
  await eventually('everything settled', () => isInboxEmpty(environment, [shop]));
  const people = await environment.ask(
    `select email, customer_id, subscribed from profile where shop_id = $1
       and (email is distinct from 'ada@example.com') and (email is not null or customer_id is not null or subscribed)`,
    [shop.id],
  );
  const [webhooksKnown] = await environment.ask<{ count: number }>(
    "select count(*)::int as count from delivery_seen where shop_id = $1 and delivery_key like 'flooded-%'",
    [shop.id],
  );
  const p99 = quantile(
    webhooks.map((one) => one.ms),
    0.99,
  );
  const junkAnswered = statuses(junk);
  reportProof(context, {
    promise: 'E3 junk on the pixel harms nothing',
    size: `${String(junk.length)} of junk beside ${String(webhooks.length)} webhooks`,
    lost: webhooks.length - (webhooksKnown?.count ?? 0),
    duplicated: 0,
    unexpected: people.length,
    note: `webhooks p99 ${ms(p99)}; junk answered ${JSON.stringify(junkAnswered)}`,
  });
  expect(statuses(webhooks)).toEqual({ 200: webhooks.length });
  expect(webhooksKnown).toEqual({ count: webhooks.length });
  expect(people).toEqual([]);
  expect(junkAnswered[429]).toBeGreaterThan(0);
  expect(
    Object.keys(junkAnswered).filter(
      (status) => !['0', '204', '400', '404', '413', '429', '503'].includes(status),
    ),
  ).toEqual([]);
});
