import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import { buyersKnown } from './buyers-known.ts';
import { webhookCall, openCaller, type Answered } from './caller.ts';
import { shopOrder } from './http-environment.ts';
import { openTestEnvironment } from './environment.ts';
import { keysKnown } from './inbox.ts';
import { reportProof, WHOLE } from './report-proof.ts';
import { openSender } from './sent-webhooks.ts';
import { SIZES } from './sizes.ts';
import { purchases, type TrafficWebhook } from './traffic.ts';

const MAILS = 150;
const SLOW_MS = 250;
const PER_SECOND = 100;
const PROBE_EVERY_MS = 100;
/** Webhooks that find every connection taken. */
const PROBES = 10;

const random = openRandomSource(4_711);
/** As many connections as a web process has for webhooks. */
const POOL = 6;
/** Shops at whose expense the pool is exhausted, one connection each, come after the first two. */
const environment = await openTestEnvironment(2 + POOL, { webhooks: { retryWindowMs: 30_000 } });
const caller = openCaller(Infinity);
afterAll(async () => {
  caller.close();
  await environment.close();
});
const sender = openSender(environment, environment.shops.slice(1), random);

test('A5 without a database or with a slow one webhooks are refused, and after it everything is as if nothing had been', async (context) => {
  const { webhooks } = environment.stack.store;
  const traffic = purchases(SIZES.outage.deliveries, 1, Date.now(), random);
  const sending = sendSteadily(traffic.webhooks);
  await eventually('webhooks taken', () => Promise.resolve(webhooks.accepted.length > 20));

  await environment.stopDatabase();
  const duringOutage = await probeFor(SIZES.outage.awayMs);
  await environment.startDatabase();
  const backAt = performance.now();
  await eventually('a webhook taken', async () => (await postOrder()).status === 200);
  const took = performance.now() - backAt;

  const slow = await whileLocked(() => probeFor(SIZES.outage.slowMs));
  await eventually('a webhook taken', async () => (await postOrder()).status === 200);

  await sending;
  await sender.sendFailedAgain();
  await eventually('everything settled', async () => (await stillOpen()) === 0);
  const known = await buyersKnown(environment, environment.shops.slice(1));
  const keys = await environment.ask<{ key: string }>(
    "select delivery_key as key from delivery_seen where shop_id = $1 and delivery_key not like 'tendril:%'",
    [environment.shops[1]?.id],
  );
  const seen = new Set(keys.map(({ key }) => key));
  const lost = webhooks.accepted.filter(({ webhookId }) => !seen.has(webhookId));
  const slowest = Math.max(...duringOutage.map(({ ms }) => ms));
  const slowestThen = Math.max(...slow.map(({ ms }) => ms));
  reportProof(context, {
    promise: 'A5 without a database: fail fast, then whole again',
    size: `${String(traffic.webhooks.length)} webhooks, away for ${String(SIZES.outage.awayMs / 1_000)} s, slow for ${String(SIZES.outage.slowMs / 1_000)} s`,
    lost: lost.length,
    duplicated: 0,
    unexpected: seen.size - traffic.webhooks.length,
    note: `refused within ${slowest.toFixed(0)} ms, slow ones within ${slowestThen.toFixed(0)} ms, back after ${took.toFixed(0)} ms`,
  });
  expect(new Set(duringOutage.map(({ status }) => status))).toEqual(new Set([503]));
  expect(new Set(slow.map(({ status }) => status))).toEqual(new Set([503]));
  expect(lost).toEqual([]);
  expect(known).toEqual(traffic.buyers);
  expect(environment.crashes).toEqual([]);
});

test('A5 while every connection of a web process is taken, webhooks are refused, and after it none is missing', async (context) => {
  const [free] = environment.shops;
  if (!free) throw new Error('The environment has too few shops.');
  const stuck = environment.shops.slice(2);
  const id = randomUUID();
  await eventually('a webhook taken', async () => (await postOrder()).status === 200);
  const knownBefore = await keysKnown(environment, free);
  const { probes, answers } = await whileTaken(stuck, id, async () => {
    let over = false;
    // Shopify sends again what was refused, so that a connection is never free for long.
    const holding = stuck.map(async ({ domain }) => {
      const held: Answered[] = [];
      while (!over) held.push(await postOrder(domain, id));
      return held;
    });
    await eventually('an exhausted pool', async () => (await waitingForLocks()) === POOL);
    const found = await Promise.all(Array.from({ length: PROBES }, () => postOrder()));
    over = true;
    return { probes: found, answers: (await Promise.all(holding)).flat() };
  });
  await eventually('a webhook taken', async () => (await postOrder()).status === 200);
  // Shopify sends again what was refused.
  for (const { domain } of stuck)
    await eventually('a webhook taken', async () => (await postOrder(domain, id)).status === 200);
  await eventually('everything settled', async () => (await stillOpen()) === 0);
  const [row] = await environment.ask<{ placed: number }>(
    "select count(*)::int as placed from event where kind = 'order.placed' and shop_id = any ($1)",
    [stuck.map((shop) => shop.id)],
  );
  const stored = (await keysKnown(environment, free)) - knownBefore - 1;
  // One that waited just long enough was given the connection of one that was refused, and is stored.
  const accepted = probes.filter(({ status }) => status === 200).length;
  const refused = probes.filter(({ status }) => status === 503).length;
  const slowest = Math.max(...probes.map(({ ms }) => ms));
  const slowestHeld = Math.max(...answers.map(({ ms }) => ms));
  reportProof(context, {
    promise: 'A5 with an exhausted pool: fail fast, then whole again',
    size: `${String(POOL)} connections taken, ${String(refused)} webhooks refused`,
    lost: POOL - (row?.placed ?? 0),
    duplicated: Math.max(0, (row?.placed ?? 0) - POOL),
    unexpected: stored - accepted,
    note: `refused within ${slowest.toFixed(0)} ms, who held a connection within ${slowestHeld.toFixed(0)} ms`,
  });
  expect(refused).toBeGreaterThan(0);
  expect(refused + accepted).toBe(PROBES);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(stored).toBe(accepted);
  expect(row).toEqual({ placed: POOL });
  expect(environment.crashes).toEqual([]);
});

test('B2 a worker that stood still and goes on after another took over does nothing twice, and ends', async (context) => {
  const { store } = environment.stack;
  store.smtpFaults.slowMs = SLOW_MS;
  for (let pause = 1; pause <= SIZES.pauses; pause += 1) {
    store.mailbox.clear();
    const staleWorker = environment.stack.worker;
    sendOrders();
    await eventually('mails under way', () =>
      Promise.resolve(store.mailbox.ledger.size > random.between(1, MAILS / 4)),
    );
    staleWorker.signal('SIGSTOP');
    const other = await environment.stack.anotherWorker();
    await eventually('the other worker done', isAllDone);
    const before = await everythingDone();
    staleWorker.signal('SIGCONT');
    await staleWorker.ended;
    await eventually('a new worker in place of the zombie', () =>
      Promise.resolve(environment.stack.worker !== staleWorker),
    );
    expect(await everythingDone()).toEqual(before);
    expect([...store.mailbox.ledger.values()]).toEqual(Array.from({ length: MAILS }, () => 1));
    expect(staleWorker.output()).toContain('was silent for too long');
    expect(environment.crashes).toEqual([]);
    await other.kill('SIGTERM');
  }
  reportProof(context, {
    promise: 'B2 a zombie cannot act',
    size: `${String(SIZES.pauses)} pauses, ${String(SIZES.pauses * MAILS)} mails`,
    ...WHOLE,
  });
});

/** Sends webhooks of the second shop, so many a second. */
async function sendSteadily(webhooks: readonly TrafficWebhook[]): Promise<void> {
  for (const webhook of webhooks) {
    sender.send(webhook);
    await sleep(1_000 / PER_SECOND);
  }
  await environment.stack.store.webhooks.idle();
}

/** Sends orders for so long, whether or not the ones before were answered. */
async function probeFor(forMs: number): Promise<Answered[]> {
  const until = performance.now() + forMs;
  const probes: Promise<Answered>[] = [];
  while (performance.now() < until) {
    probes.push(postOrder());
    await sleep(PROBE_EVERY_MS);
  }
  return await Promise.all(probes);
}

/** Does something while the inbox cannot be written to. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  return await duringTransaction('lock table inbox in access exclusive mode', [], work);
}

/**
 * Does something while another transaction is about to store the same deliveries, one of each shop: a process that
 * stores one keeps a connection until the outcome of that transaction is known.
 */
async function whileTaken<T>(
  shops: readonly { id: string }[],
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const statement = `insert into inbox (shop_id, delivery_key, topic, received_at, body)
     select id, $2, 'orders/create', now(), '' from unnest($1::uuid[]) as id`;
  return await duringTransaction(statement, [shops.map(({ id }) => id), key], work);
}

/** Does something while a transaction with a statement is open, of which nothing stays. */
async function duringTransaction<T>(
  statement: string,
  values: unknown[],
  work: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: environment.stack.databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(statement, values);
    return await work();
  } finally {
    await client.end();
  }
}

/** How many of the connections that store webhooks wait for another transaction. */
async function waitingForLocks(): Promise<number> {
  const [row] = await environment.ask<{ waiting: number }>(
    `select count(*)::int as waiting from pg_stat_activity
     where application_name = 'tendril web intake' and wait_event_type = 'Lock'`,
  );
  return row?.waiting ?? Number.NaN;
}

/** Deliveries and mails of all shops that are still to be dealt with. */
async function stillOpen(): Promise<number> {
  const [row] = await environment.ask<{ open: number }>(
    `select ((select count(*) from inbox)
       + (select count(*) from effect where state in ('ready', 'attempted') and due_at <= now() + interval '1 hour'))::int as open`,
  );
  return row?.open ?? Number.NaN;
}

/** Sends one order to a shop as Shopify would. */
async function postOrder(
  shop = environment.shops[0]?.domain ?? '',
  id: string = randomUUID(),
): Promise<Answered> {
  const webhook = webhookCall({ topic: 'orders/create', shop, id, body: shopOrder() });
  return await caller.call(environment.stack.appUrl, webhook);
}

let sentBefore = 0;

/** Orders that were not made before, each of which is thanked for with a mail. */
function sendOrders(): void {
  sentBefore += MAILS;
  const traffic = purchases(sentBefore * 12, 1, Date.now(), random);
  const orders = traffic.webhooks.filter(({ topic }) => topic === 'orders/create').slice(-MAILS);
  for (const { topic, payload } of orders) {
    environment.stack.store.webhooks.send(topic, payload, {
      at: Date.now(),
      eventId: random.uuid(),
      shopDomain: environment.shops[0]?.domain,
    });
  }
}

async function isAllDone(): Promise<boolean> {
  await environment.stack.store.webhooks.idle();
  const [row] = await environment.ask<{ open: number }>(
    `select ((select count(*) from inbox)
       + (select count(*) from effect where kind = 'email' and state <> 'done' and due_at <= now()))::int as open`,
  );
  return row?.open === 0 && environment.stack.store.mailbox.ledger.size === MAILS;
}

/** Every trace that work leaves. */
async function everythingDone(): Promise<unknown> {
  return await environment.ask(
    `select (select json_agg(e order by key) from effect e) as effects,
       (select count(*)::int from event) as events, (select count(*)::int from message) as messages,
       (select count(*)::int from decision) as decisions, (select json_agg(c order by topic, hour) from topic_count c) as counts`,
  );
}
