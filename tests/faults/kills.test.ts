import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openRandomSource } from '#tests/demo/random-source.ts';
import type { Child } from '#tests/stack/child.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { buyersKnown } from './buyers-known.ts';
import { openWorkerPool, type WorkerPool } from './worker-pool.ts';
import { openTestEnvironment } from './environment.ts';
import { watchWorkProgress, type WorkProgress } from './work-progress.ts';
import { reportProof } from './report-proof.ts';
import { openSender, type SentWebhook } from './sent-webhooks.ts';
import { SIZES } from './sizes.ts';
import { purchases, shuffled, type Traffic } from './traffic.ts';

/** More than a worker has hands, so that who dies second has work as well. */
const SHOPS = 6;
/** Beside the environment's own. */
const SPARE_WORKERS = 2;
const SEED = 20_261;
/** About how long a wave of dead workers takes until all are missed, for the pace of the webhooks. */
const WAVE_MS = 8_000;
/** The same for a stop of the database. */
const STOP_MS = 2_000;
/** How long at most the next of a wave is given to have work. */
const WORK_MS = 1_000;
const PACE_MS = 100;
const DUPLICATES = 0.05;
const SHUFFLE_MS = 2_000;
const COMPLETED = `select coalesce(sum(processed + unknown + quarantined + repeated), 0)::int as done
  from topic_count`;

const random = openRandomSource(SEED);
const waves = Math.ceil(SIZES.kills.worker / SIZES.kills.wave);
const faultsMs = waves * WAVE_MS + SIZES.kills.database * STOP_MS;
/** About how long the faults that are still to come will take. */
let faultsLeftMs = faultsMs;
const environment = await openTestEnvironment(SHOPS, {
  webhooks: {
    // Short, because the end waits for the longest of them.
    retryWindowMs: 5_000,
    random: () => random.between(0, 999_999) / 1_000_000,
  },
});
afterAll(() => environment.close());
const sender = openSender(environment, environment.shops, random);
const { sent } = sender;

test('A1, B1 kills of the web process, the worker and the database lose nothing and double nothing, and work goes on', async (context) => {
  const { webhooks, mailbox } = environment.stack.store;
  Object.assign(webhooks.faults, { duplicateShare: DUPLICATES, shuffleMs: SHUFFLE_MS });
  const traffic = purchases(SIZES.deliveries, SHOPS, Date.now(), random);
  const progress = watchWorkProgress(environment, COMPLETED);
  onTestFinished(() => progress.stop());

  const workers = await openWorkerPool(environment, SPARE_WORKERS);
  onTestFinished(() => workers.close());
  const [{ pauses, held }] = await Promise.all([breakThings(workers, progress), send(traffic)]);
  const faultsOverAt = performance.now();
  await sender.sendFailedAgain();
  await eventually('an empty inbox', async () => {
    const [row] = await environment.ask<{ waiting: number }>(
      'select count(*)::int as waiting from inbox',
    );
    return row?.waiting === 0 && (await areMailsCompleted());
  });
  const emptyAfterMs = performance.now() - faultsOverAt;

  const result = await judge(traffic, sent);
  const slowest = Math.max(...pauses);
  const { kills } = SIZES;
  reportProof(context, {
    promise: 'A1, B1 what got 2xx is never lost, and work goes on',
    size: `${String(sent.length)} webhooks, ${String(kills.web)} + ${String(kills.worker)} kills, ${String(kills.database)} stops`,
    lost: result.lost,
    duplicated: result.duplicated,
    unexpected: result.unexpected,
    note: `seed ${String(SEED)}, all missed by silence, ${String(held)} at work, went on within ${seconds(slowest)}, inbox empty after ${seconds(emptyAfterMs)}`,
  });
  expect(environment.crashes).toEqual([]);
  expect(result).toMatchObject({ lost: 0, duplicated: 0, unexpected: 0 });
  expect(sent.filter(({ delivery }) => delivery.state !== 'accepted')).toEqual([]);
  expect(result.happened).toEqual({
    placed: traffic.orders,
    refunded: traffic.refunds,
    twice: 0,
  });
  expect(result.buyers).toEqual(traffic.buyers);
  expect([...mailbox.ledger.values()]).toEqual(Array.from({ length: traffic.orders }, () => 1));
  for (const shop of environment.shops) {
    const balance = await balanceOf(environment, shop.id);
    expect(balance).toMatchObject({ holds: true, waiting: 0, inDoubt: 0, failed: 0 });
  }
});

type Broken = {
  /** How long what a worker held lay still, and how long all work did without a database, milliseconds. */
  pauses: number[];
  /** Of how many killed workers a job was taken over. */
  held: number;
};

/** Kills everything as often as the size says, at random moments. */
async function breakThings(workers: WorkerPool, progress: WorkProgress): Promise<Broken> {
  const { kills } = SIZES;
  const broken: Broken = { pauses: [], held: 0 };
  async function killWeb(): Promise<void> {
    for (let killed = 0; killed < kills.web; killed += 1) {
      await sleep(random.between(200, faultsMs / kills.web));
      await environment.kill('web');
    }
  }
  async function breakWorkersAndDatabase(): Promise<void> {
    const faults = shuffled(
      [
        ...Array.from({ length: waves }, () => 'workers' as const),
        ...Array.from({ length: kills.database }, () => 'database' as const),
      ],
      random,
    );
    for (const fault of faults) {
      await sleep(random.between(0, 1_000));
      if (fault === 'workers') await killWave(workers, broken);
      else {
        const from = performance.now();
        await environment.stopDatabase();
        await environment.startDatabase();
        await progress.resumed();
        broken.pauses.push(performance.now() - from);
      }
      faultsLeftMs -= fault === 'workers' ? WAVE_MS : STOP_MS;
    }
  }
  await Promise.all([breakWorkersAndDatabase(), killWeb()]);
  return broken;
}

/** Kills one worker after the other before the lease of the first has expired; each lease expires by silence only. */
async function killWave(workers: WorkerPool, broken: Broken): Promise<void> {
  const missed: ReturnType<WorkerPool['takenOver']>[] = [];
  while (missed.length < SIZES.kills.wave) {
    const worker = await workerWithJob(workers);
    await workers.kill(worker, 'after its silence');
    missed.push(workers.takenOver(worker));
  }
  for (const { jobs, afterMs } of await Promise.all(missed)) {
    broken.pauses.push(afterMs);
    if (jobs > 0) broken.held += 1;
  }
}

/** A worker with a job; after a while any worker, because the dead ones may hold all jobs. */
async function workerWithJob(workers: WorkerPool): Promise<Child> {
  const deadline = performance.now() + WORK_MS;
  for (;;) {
    const worker =
      (await workers.holder()) ?? (performance.now() > deadline ? workers.living()[0] : undefined);
    if (worker) return worker;
    await sleep(random.between(1, 20));
  }
}

/** Sends at a pace that leaves work for the moment of every fault, and at last everything. */
async function send({ webhooks }: Traffic): Promise<void> {
  const mixed = shuffled(webhooks, random);
  const keptAMs = mixed.length / (3 * faultsMs);
  while (sent.length < mixed.length) {
    const left = mixed.length - sent.length;
    // However long a fault takes on a crowded machine, there is work for the ones after it.
    const reserved = Math.floor(faultsLeftMs * keptAMs);
    const ticksLeft = Math.max(1, faultsLeftMs / PACE_MS);
    const share = Math.max(1, Math.min(Math.ceil(left / ticksLeft), left - reserved));
    for (const webhook of mixed.slice(sent.length, sent.length + share)) sender.send(webhook);
    await sleep(PACE_MS);
  }
}

async function areMailsCompleted(): Promise<boolean> {
  const [row] = await environment.ask<{ open: number }>(
    // Those too that were refused for now and are tried again in a minute.
    `select count(*)::int as open from effect
     where state in ('ready', 'attempted') and due_at <= now() + interval '1 hour'`,
  );
  return row?.open === 0;
}

/** Compares what the app knows with what it received. */
async function judge(traffic: Traffic, sent: readonly SentWebhook[]) {
  const known = await environment.ask<{ key: string; times: number }>(
    `select delivery_key as key, count(*)::int as times from delivery_seen
     where delivery_key not like 'tendril:%' group by 1`,
  );
  const seen = new Map(known.map(({ key, times }) => [key, times]));
  const deliveries = sent.map(({ delivery }) => delivery);
  const accepted = deliveries.filter(({ state }) => state === 'accepted');
  const ids = new Set(deliveries.map(({ webhookId }) => webhookId));
  const [counted] = await environment.ask<{ processed: number; strange: number }>(
    `select sum(processed) filter (where topic not like 'tendril/%')::int as processed,
       sum(unknown + quarantined)::int as strange from topic_count`,
  );
  const [happened] = await environment.ask<{ placed: number; refunded: number; twice: number }>(
    `select count(*) filter (where kind = 'order.placed')::int as placed,
       count(*) filter (where kind = 'order.refunded')::int as refunded,
       (count(*) - count(distinct (shop_id, id)))::int as twice from event`,
  );
  const processed = counted?.processed ?? 0;
  return {
    happened,
    lost: accepted.filter(({ webhookId }) => !seen.has(webhookId)).length,
    duplicated: processed - seen.size + known.filter(({ times }) => times > 1).length,
    unexpected: known.filter(({ key }) => !ids.has(key)).length + (counted?.strange ?? 0),
    buyers: await buyersKnown(environment),
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
