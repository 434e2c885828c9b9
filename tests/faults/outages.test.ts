import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openChance } from '#tests/demo/chance.ts';
import { encodeBody, orderPayload } from '#tests/fixtures/shopify-payloads.ts';
import { API_SECRET, eventually } from '#tests/stack/stack.ts';
import { openHouse } from './house.ts';
import { PATIENCE_MS, SIZES } from './sizes.ts';
import { purchases } from './traffic.ts';

const MAILS = 150;
const SLOW_MS = 250;
const TAKE_OVER_MS = 60_000;
const ENDING_MS = 15_000;
const OUTAGE_MS = 3_000;
const ANSWER_MS = 1_000;
const BACK_MS = 5_000;

const chance = openChance(4_711);
const house = await openHouse(1);
afterAll(() => house.close(), 60_000);

test('without a database a webhook is refused at once, and the next one after it is taken', async () => {
  expect(await postOrder()).toMatchObject({ status: 200 });
  await house.stopDatabase();
  const until = performance.now() + OUTAGE_MS;
  const answers: Awaited<ReturnType<typeof postOrder>>[] = [];
  while (performance.now() < until) {
    answers.push(await postOrder());
    await sleep(100);
  }
  await house.startDatabase();
  const backAt = performance.now();
  await eventually('a webhook taken', BACK_MS, async () => (await postOrder()).status === 200);
  const took = performance.now() - backAt;
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  process.stdout.write(
    `database away: ${String(answers.length)} webhooks refused, slowest in ${slowest.toFixed(0)} ms; ` +
      `first taken ${took.toFixed(0)} ms after it was back\n`,
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(slowest).toBeLessThan(ANSWER_MS);
  expect(house.deaths).toEqual([]);
}, 60_000);

test(
  'a worker that stood still and wakes after another took over does nothing twice, and ends',
  async () => {
    const { store } = house.stack;
    store.smtpFaults.slowMs = SLOW_MS;
    for (let pause = 1; pause <= SIZES.pauses; pause += 1) {
      store.mailbox.clear();
      const zombie = house.stack.worker;
      const deaths = house.deaths.length;
      sendOrders();
      await eventually('mails under way', TAKE_OVER_MS, () =>
        Promise.resolve(store.mailbox.ledger.size > chance.between(1, MAILS / 4)),
      );
      zombie.signal('SIGSTOP');
      const other = await house.stack.anotherWorker();
      await eventually('the other worker done', TAKE_OVER_MS, isAllDone);
      const before = await everythingDone();
      zombie.signal('SIGCONT');
      await Promise.race([zombie.ended, sleep(ENDING_MS, undefined, { ref: false })]);
      await eventually('a new worker in place of the zombie', ENDING_MS, () =>
        Promise.resolve(house.stack.worker !== zombie),
      );
      expect(await everythingDone()).toEqual(before);
      expect([...store.mailbox.ledger.values()]).toEqual(Array.from({ length: MAILS }, () => 1));
      expect(house.deaths.slice(deaths)).toEqual([
        expect.stringContaining('was silent for too long'),
      ]);
      await other.kill('SIGTERM');
    }
  },
  PATIENCE_MS,
);

/** Sends one order as Shopify would; tells the answer and how long it took. */
async function postOrder(): Promise<{ status: number; ms: number }> {
  const body = Buffer.from(encodeBody(orderPayload()));
  const from = performance.now();
  const { status } = await fetch(`${house.stack.appUrl}/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': house.shops[0]?.domain ?? '',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', API_SECRET).update(body).digest('base64'),
    },
  });
  return { status, ms: performance.now() - from };
}

let sentBefore = 0;

/** Orders nobody made before, each of which is thanked for with a mail. */
function sendOrders(): void {
  sentBefore += MAILS;
  const { told } = purchases(sentBefore * 12, 1, Date.now(), chance);
  const orders = told.filter(({ topic }) => topic === 'orders/create').slice(-MAILS);
  for (const { topic, payload } of orders) {
    house.stack.store.webhooks.send(topic, payload, {
      at: Date.now(),
      eventId: chance.uuid(),
      shopDomain: house.shops[0]?.domain,
    });
  }
}

async function isAllDone(): Promise<boolean> {
  await house.stack.store.webhooks.idle();
  const [row] = await house.ask<{ open: number }>(
    `select ((select count(*) from inbox)
       + (select count(*) from effect where kind = 'email' and state <> 'done' and due_at <= now()))::int as open`,
  );
  return row?.open === 0 && house.stack.store.mailbox.ledger.size === MAILS;
}

/** Every trace that work leaves. */
async function everythingDone(): Promise<unknown> {
  return await house.ask(
    `select (select json_agg(e order by key) from effect e) as effects,
       (select count(*)::int from event) as events, (select count(*)::int from message) as messages,
       (select count(*)::int from decision) as decisions, (select json_agg(c order by topic, hour) from topic_count c) as counts`,
  );
}
