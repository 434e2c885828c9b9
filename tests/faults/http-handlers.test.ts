import { afterAll, expect, onTestFinished, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody } from '#tests/fixtures/webhook-body.ts';
import { API_SECRET, eventually } from '#tests/stack/stack.ts';
import { buyersKnown } from './buyers-known.ts';
import {
  mapConcurrently,
  webhookCall,
  openCaller,
  quantile,
  statuses,
  type Answered,
  retryUntilStored,
  callAtRate,
  ms,
} from './caller.ts';
import { CONNECTIONS, openHttpEnvironment, orderWebhook } from './http-environment.ts';
import { reportProof, WHOLE } from './report-proof.ts';
import { SIZES } from './sizes.ts';
import { purchases, shuffled } from './traffic.ts';
import { isInboxEmpty, keysKnown } from './inbox.ts';

const SEED = 33_104;
/** Webhooks of a small shop that are processed at least while a large one has thousands waiting. */
const BESIDE = 3;

const { random, environment, pool, caller, nextShop } = await openHttpEnvironment(SEED, 5);
const second = await environment.stack.anotherWeb();
const urls = [environment.stack.appUrl, second.url];
afterAll(() => second.child.kill('SIGTERM'));

test('A2 a burst at once and a steady stream after it are all answered and stored', async (context) => {
  const shop = nextShop();
  const crowd = openCaller(SIZES.intake.burst);
  onTestFinished(() => crowd.close());
  const send = (id: string) => {
    const webhook = orderWebhook(shop, id);
    return retryUntilStored(() => crowd.call(urls[0] ?? '', webhook));
  };
  // As in life, a webhook or two came before.
  await mapConcurrently(Array.from({ length: 4 }), 4, (_, n) => send(`first-${String(n)}`));
  const burst = await Promise.all(
    Array.from({ length: SIZES.intake.burst }, (_, n) => send(`burst-${String(n)}`)),
  );
  const steady = await callAtRate(SIZES.intake.perSecond, SIZES.intake.seconds, (n) =>
    send(`steady-${String(n)}`),
  );
  const stored = (await keysKnown(environment, shop)) - 4;
  const sent = burst.length + steady.length;
  const answered = statuses([...burst, ...steady]);
  const times = steady.map(({ ms }) => ms);
  const [p99, p999] = [quantile(times, 0.99), quantile(times, 0.999)];
  const connected = Math.max(...burst.map(({ connectedMs }) => connectedMs));
  reportProof(context, {
    promise: 'A2 webhooks are answered and stored',
    size: `${String(burst.length)} at once, then ${String(steady.length)} at ${String(SIZES.intake.perSecond)}/s`,
    lost: Math.max(0, (answered[200] ?? 0) - stored),
    duplicated: 0,
    unexpected: sent - (answered[200] ?? 0),
    note: `burst accepted in ${ms(connected)}, answered in ${ms(Math.max(...burst.map((one) => one.ms)))}, then p99 ${ms(p99)}, p99.9 ${ms(p999)}, longest ${ms(Math.max(...times))}`,
  });
  expect(answered).toEqual({ 200: sent });
  expect(stored).toBe(sent);
});

test('A3 five copies of each webhook, shuffled over two processes, have one effect each', async (context) => {
  const shops = [nextShop(), nextShop()];
  const traffic = purchases(SIZES.copied.deliveries, shops.length, Date.now(), random);
  const copies = shuffled(
    traffic.webhooks.flatMap(({ shop, topic, payload }, place) => {
      const known = { topic, shop: shops[shop]?.domain ?? '', body: JSON.stringify(payload) };
      return Array.from({ length: SIZES.copied.copies }, (_, copy) => ({
        ...known,
        // A second subscription sends the same under an id of its own.
        id: place % 100 === 0 && copy === 1 ? `second-${String(place)}` : `w-${String(place)}`,
      }));
    }),
    random,
  );
  let tries = 0;
  const answers = await mapConcurrently(copies, CONNECTIONS, (one) => {
    return retryUntilStored(() => {
      tries += 1;
      return caller.call(random.pick(urls), webhookCall(one));
    });
  });
  await eventually('an empty inbox', () => isInboxEmpty(environment, shops));
  const ids = new Set(copies.map(({ id, shop }) => `${shop} ${id}`));
  const [happened] = await environment.ask<{ placed: number; refunded: number; twice: number }>(
    `select count(*) filter (where kind = 'order.placed')::int as placed,
         count(*) filter (where kind = 'order.refunded')::int as refunded,
         (count(*) - count(distinct (shop_id, id)))::int as twice from event where shop_id = any ($1)`,
    [shops.map(({ id }) => id)],
  );
  const known = await Promise.all(shops.map((shop) => keysKnown(environment, shop)));
  const times = answers.map((one) => one.ms);
  const p99 = quantile(times, 0.99);
  const kept = known.reduce((sum, count) => sum + count, 0);
  reportProof(context, {
    promise: 'A3 the same webhook twice is one effect',
    size: `${String(ids.size)} webhooks in ${String(copies.length)} copies, 2 processes`,
    lost: ids.size - kept + traffic.orders - (happened?.placed ?? 0),
    duplicated: happened?.twice ?? Number.NaN,
    unexpected: 0,
    note: `p99 ${ms(p99)}, ${String(tries - copies.length)} sent again`,
  });
  expect(statuses(answers)).toEqual({ 200: copies.length });
  expect(kept).toBe(ids.size);
  expect(happened).toEqual({ placed: traffic.orders, refunded: traffic.refunds, twice: 0 });
  expect(await buyersKnown(environment, shops)).toEqual(traffic.buyers);
});

test('A10 while the secret is rotated no genuine webhook is refused', async (context) => {
  const shop = nextShop();
  const renewed = 'the next secret';
  const steps = ['before', 'both known', 'both signing', 'new signing'] as const;
  let rotated: Awaited<ReturnType<typeof environment.stack.anotherWeb>> | undefined;
  onTestFinished(async () => {
    await rotated?.child.kill('SIGTERM');
  });
  const answers: Answered[] = [];
  for (const step of steps) {
    if (step === 'both known')
      rotated = await environment.stack.anotherWeb({
        SHOPIFY_API_SECRET: renewed,
        SHOPIFY_API_SECRET_PREVIOUS: API_SECRET,
      });
    const signing = {
      before: [API_SECRET],
      'both known': [API_SECRET],
      'both signing': [API_SECRET, renewed],
      'new signing': [renewed],
    }[step];
    // A process that knows only the old secret receives no more once the new one signs.
    const asked =
      step === 'both known' ? [urls[0] ?? '', rotated?.url ?? ''] : [rotated?.url ?? urls[0] ?? ''];
    answers.push(
      ...(await mapConcurrently(Array.from({ length: SIZES.rotated / steps.length }), 10, (_, n) =>
        retryUntilStored(() =>
          caller.call(
            random.pick(asked),
            orderWebhook(shop, `${step}-${String(n)}`, random.pick(signing)),
          ),
        ),
      )),
    );
  }
  const stored = await keysKnown(environment, shop);
  reportProof(context, {
    promise: 'A10 the secret is rotated without loss',
    size: `${String(answers.length)} webhooks`,
    lost: answers.length - stored,
    duplicated: 0,
    unexpected: 0,
  });
  expect(statuses(answers)).toEqual({ 200: answers.length });
  expect(stored).toBe(answers.length);
});

test('B7 a shop with a mountain of work does not keep another waiting', async (context) => {
  // The shops of the promises before are done; the order of the tests is the order of the file.
  const [busy, calm] = [environment.shops[0], environment.shops[1]];
  if (!busy || !calm) throw new Error('The environment has too few shops.');
  const { mountain } = SIZES.shared;
  for (let from = 0; from < mountain; from += 1_000) {
    const deliveries = Array.from({ length: Math.min(1_000, mountain - from) }, (_, n) => ({
      key: `mountain-${String(from + n)}`,
      topic: 'orders/updated',
      receivedAt: Date.now(),
      triggeredAt: Date.now(),
      body: encodeBody(
        orderPayload({
          id: 8_000_000 + from + n,
          admin_graphql_api_id: `gid://shopify/Order/${String(8_000_000 + from + n)}`,
        }),
      ),
    }));
    await inShop(pool, busy.id, (client) => storeDeliveries(client, busy.id, deliveries));
  }
  // One after the other until the mountain is done, each until it is processed.
  const waits: number[] = [];
  let left = mountain;
  while (left > 0) {
    const id = `calm-${String(waits.length)}`;
    const webhook = orderWebhook(calm, id);
    const from = performance.now();
    await retryUntilStored(() => caller.call(urls[0] ?? '', webhook));
    await eventually('its turn', async () => {
      const seen = await environment.ask(
        'select from delivery_seen where shop_id = $1 and delivery_key = $2',
        [calm.id, id],
      );
      return seen.length === 1;
    });
    const [row] = await environment.ask<{ waiting: number }>(
      'select count(*)::int as waiting from inbox where shop_id = $1',
      [busy.id],
    );
    left = row?.waiting ?? 0;
    if (left > 0) waits.push(performance.now() - from);
  }
  reportProof(context, {
    promise: 'B7 one shop does not starve another',
    size: `${String(mountain)} beside ${String(waits.length)}`,
    ...WHOLE,
    note: `the small shop's p99 ${ms(quantile(waits, 0.99))}`,
  });
  // Worked off in the order of arrival, not one of them would have been processed beside the mountain.
  expect(waits.length).toBeGreaterThanOrEqual(BESIDE);
  await eventually('the mountain done', () => isInboxEmpty(environment, [busy, calm]));
});
