import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { LEASE_MS } from '#app/queue/heartbeat.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { eventually } from '#tests/stack/stack.ts';
import { fenceOf, openTestEnvironment } from './environment.ts';
import { reportProof } from './report-proof.ts';
import { purchases } from './traffic.ts';

/** Enough that each of three workers soon gets the mails of some. */
const SHOPS = 16;
/** How far the clocks of two hosts are off, one fast and one slow. */
const OFF_MS = 10 * MINUTE;
/** When some mails come due. */
const SOON_MS = 2 * SECOND;

const random = openRandomSource(6_006);
const environment = await openTestEnvironment(SHOPS, { webhooks: { retryWindowMs: 30_000 } });
afterAll(() => environment.close());

test('B6 workers whose clocks are ten minutes fast and slow send nothing early, twice or never, and no lease of theirs expires', async (context) => {
  const { store } = environment.stack;
  const workers = await Promise.all([OFF_MS, -OFF_MS].map((off) => environment.anotherWorker(off)));
  onTestFinished(() =>
    Promise.all(workers.map((worker) => worker.kill('SIGTERM'))).then(() => undefined),
  );
  const since = performance.now();
  const startedAt = new Date();
  const shopIds = environment.shops.map(({ id }) => id);
  Object.assign(store.smtpFaults, { slowMs: 0, rejectShare: 1, rejectCode: 451 });
  const fences = workers.map(fenceOf);
  const off = await putOffBy(fences);
  const [unexpectedMails] = await environment.ask<{ count: number }>(
    // A repetition is two minutes later at most, four times as long after each further try, by whatever clock: under load a
    // mail may have been tried twice by now.
    `select count(*)::int as count from effect where shop_id = any ($2) and key = any ($1)
       and due_at not between $3 and now() + interval '2 minutes' * power(4, attempts - 1)`,
    [off, shopIds, startedAt],
  );

  const later = new Set(off.filter((_, place) => place % 2 === 0));
  Object.assign(store.smtpFaults, { rejectShare: 0 });
  store.mailbox.clear();
  const dueAt = Date.now() + SOON_MS;
  await environment.ask(
    `update effect set due_at = case when key = any ($1) then $3::timestamptz else $4::timestamptz end
       where shop_id = any ($5) and key = any ($2)`,
    [[...later], off, new Date(dueAt + OFF_MS / 2), new Date(dueAt), shopIds],
  );
  await environment.ask('update shop set next_due_at = $1', [new Date(dueAt)]);
  const soon = off.length - later.size;
  await eventually('mails that are due', () => Promise.resolve(store.mailbox.ledger.size >= soon));
  // Both have long been beside others whose clocks show another time.
  await sleep(Math.max(0, LEASE_MS + SECOND - (performance.now() - since)));
  const arrived = await store.mailbox.list({ limit: off.length });
  const early = arrived.filter(({ receivedAt }) => receivedAt < dueAt);
  const sent = [...store.mailbox.ledger.values()];
  const released = workers.filter((worker) => worker.output().includes('took over'));
  reportProof(context, {
    promise: 'B6 a host clock that is off sends nothing early, twice or never',
    size: `2 workers 10 minutes off beside 1, ${String(off.length)} mails`,
    lost: Math.max(0, soon - sent.length),
    duplicated: sent.filter((times) => times > 1).length,
    unexpected:
      early.length + Math.max(0, sent.length - soon) + (unexpectedMails?.count ?? Number.NaN),
  });
  expect(unexpectedMails).toEqual({ count: 0 });
  expect(early).toEqual([]);
  expect(sent).toEqual(Array.from({ length: soon }, () => 1));
  expect(released).toEqual([]);
  expect(environment.crashes).toEqual([]);
});

/** Orders of every shop, again until each of these workers has put off a mail that was refused; the mails' keys. */
async function putOffBy(fences: readonly (string | undefined)[]): Promise<string[]> {
  const { webhooks } = environment.stack.store;
  const { shops } = environment;
  let rows: { key: string; fence: string }[] = [];
  let sent = 0;
  await eventually('mails put off by every worker', async () => {
    sent += shops.length;
    const traffic = purchases(sent * 12, shops.length, Date.now(), random);
    const orders = traffic.webhooks
      .filter(({ topic }) => topic === 'orders/create')
      .slice(-shops.length);
    for (const { topic, payload, shop } of orders)
      webhooks.send(topic, payload, {
        at: Date.now(),
        eventId: random.uuid(),
        shopDomain: shops[shop]?.domain,
      });
    await webhooks.idle();
    await eventually('mails put off', async () => {
      const [row] = await environment.ask<{ open: number }>(
        `select ((select count(*) from inbox)
           + (select count(*) from effect where kind = 'email' and state in ('ready', 'attempted') and reason is null))::int as open`,
      );
      return row?.open === 0;
    });
    rows = await environment.ask<{ key: string; fence: string }>(
      "select key, fence::text as fence from effect where shop_id = any ($1) and state = 'ready' and reason = 'try_again'",
      [shops.map(({ id }) => id)],
    );
    return fences.every((fence) => rows.some((row) => row.fence === fence));
  });
  return rows.map(({ key }) => key);
}
