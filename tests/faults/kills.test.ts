import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openChance } from '#tests/demo/chance.ts';
import type { Child } from '#tests/stack/child.ts';
import { eventually } from '#tests/stack/stack.ts';
import { balanceOf } from './balance.ts';
import { buyersKnown } from './buyers-known.ts';
import { openCrew, type Crew } from './crew.ts';
import { openHouse } from './house.ts';
import { watchProgress, type Progress } from './progress.ts';
import { proven } from './proven.ts';
import { openSender, type SentWebhook } from './sent-webhooks.ts';
import { SIZES } from './sizes.ts';
import { purchases, shuffled, type Traffic } from './traffic.ts';

/** More than a worker has hands, so that who dies second has work as well. */
const SHOPS = 6;
/** Beside the house's own. */
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
const SETTLED = `select coalesce(sum(processed + unknown + quarantined + repeated), 0)::int as done
  from topic_count`;

const chance = openChance(SEED);
const waves = Math.ceil(SIZES.kills.worker / SIZES.kills.wave);
const faultsMs = waves * WAVE_MS + SIZES.kills.database * STOP_MS;
/** About how long the faults that are still to come will take. */
let faultsLeftMs = faultsMs;
const house = await openHouse(SHOPS, {
  webhooks: {
    // Short, because the end waits for the longest of them.
    retryWindowMs: 5_000,
    random: () => chance.between(0, 999_999) / 1_000_000,
  },
});
afterAll(() => house.close());
const sender = openSender(house, house.shops, chance);
const { sent } = sender;

test('A1, B1 kills of the web process, the worker and the database lose nothing and double nothing, and work goes on', async (context) => {
  const { webhooks, mailbox } = house.stack.store;
  Object.assign(webhooks.faults, { duplicateShare: DUPLICATES, shuffleMs: SHUFFLE_MS });
  const traffic = purchases(SIZES.deliveries, SHOPS, Date.now(), chance);
  const progress = watchProgress(house, SETTLED);
  onTestFinished(() => progress.stop());

  const crew = await openCrew(house, SPARE_WORKERS);
  onTestFinished(() => crew.close());
  const [{ pauses, held }] = await Promise.all([breakThings(crew, progress), send(traffic)]);
  const faultsOverAt = performance.now();
  await sender.sendFailedAgain();
  await eventually('an empty inbox', async () => {
    const [row] = await house.ask<{ waiting: number }>(
      'select count(*)::int as waiting from inbox',
    );
    return row?.waiting === 0 && (await areMailsSettled());
  });
  const emptyAfterMs = performance.now() - faultsOverAt;

  const verdict = await judge(traffic, sent);
  const slowest = Math.max(...pauses);
  const { kills } = SIZES;
  proven(context, {
    promise: 'A1, B1 what got 2xx is never lost, and work goes on',
    size: `${String(sent.length)} webhooks, ${String(kills.web)} + ${String(kills.worker)} kills, ${String(kills.database)} stops`,
    lost: verdict.lost,
    duplicated: verdict.duplicated,
    unexpected: verdict.unexpected,
    note: `seed ${String(SEED)}, all missed by silence, ${String(held)} at work, went on within ${seconds(slowest)}, inbox empty after ${seconds(emptyAfterMs)}`,
  });
  expect(house.crashes).toEqual([]);
  expect(verdict).toMatchObject({ lost: 0, duplicated: 0, unexpected: 0 });
  expect(sent.filter(({ delivery }) => delivery.state !== 'accepted')).toEqual([]);
  expect(verdict.happened).toEqual({
    placed: traffic.orders,
    refunded: traffic.refunds,
    twice: 0,
  });
  expect(verdict.buyers).toEqual(traffic.buyers);
  expect([...mailbox.ledger.values()]).toEqual(Array.from({ length: traffic.orders }, () => 1));
  for (const shop of house.shops) {
    const balance = await balanceOf(house, shop.id);
    expect(balance).toMatchObject({ holds: true, waiting: 0, inDoubt: 0, failed: 0 });
  }
});

type Broken = {
  /** How long what a worker held lay still, and how long all work did without a database, milliseconds. */
  pauses: number[];
  /** Of how many killed workers a job was taken over. */
  held: number;
};

/** Kills everything as often as the size says, at moments of chance. */
async function breakThings(crew: Crew, progress: Progress): Promise<Broken> {
  const { kills } = SIZES;
  const broken: Broken = { pauses: [], held: 0 };
  async function killWeb(): Promise<void> {
    for (let killed = 0; killed < kills.web; killed += 1) {
      await sleep(chance.between(200, faultsMs / kills.web));
      await house.kill('web');
    }
  }
  async function breakWorkersAndDatabase(): Promise<void> {
    const faults = shuffled(
      [
        ...Array.from({ length: waves }, () => 'workers' as const),
        ...Array.from({ length: kills.database }, () => 'database' as const),
      ],
      chance,
    );
    for (const fault of faults) {
      await sleep(chance.between(0, 1_000));
      if (fault === 'workers') await killWave(crew, broken);
      else {
        const from = performance.now();
        await house.stopDatabase();
        await house.startDatabase();
        await progress.resumed();
        broken.pauses.push(performance.now() - from);
      }
      faultsLeftMs -= fault === 'workers' ? WAVE_MS : STOP_MS;
    }
  }
  await Promise.all([breakWorkersAndDatabase(), killWeb()]);
  return broken;
}

/** Kills one worker after the other while nobody has missed the first yet; each only by its silence. */
async function killWave(crew: Crew, broken: Broken): Promise<void> {
  const missed: ReturnType<Crew['takenOver']>[] = [];
  while (missed.length < SIZES.kills.wave) {
    const worker = await someoneAtWork(crew);
    await crew.kill(worker, 'after its silence');
    missed.push(crew.takenOver(worker));
  }
  for (const { jobs, afterMs } of await Promise.all(missed)) {
    broken.pauses.push(afterMs);
    if (jobs > 0) broken.held += 1;
  }
}

/** A worker with work; after a while anybody, because what there is to do may all be held by the dead. */
async function someoneAtWork(crew: Crew): Promise<Child> {
  const deadline = performance.now() + WORK_MS;
  for (;;) {
    const worker =
      (await crew.holder()) ?? (performance.now() > deadline ? crew.living()[0] : undefined);
    if (worker) return worker;
    await sleep(chance.between(1, 20));
  }
}

/** Sends at a pace that leaves work for the moment of every fault, and at last everything. */
async function send({ webhooks }: Traffic): Promise<void> {
  const mixed = shuffled(webhooks, chance);
  const keptAMs = mixed.length / (3 * faultsMs);
  while (sent.length < mixed.length) {
    const left = mixed.length - sent.length;
    // However long a fault takes on a crowded machine, there is work for the ones after it.
    const kept = Math.floor(faultsLeftMs * keptAMs);
    const ticksLeft = Math.max(1, faultsLeftMs / PACE_MS);
    const share = Math.max(1, Math.min(Math.ceil(left / ticksLeft), left - kept));
    for (const webhook of mixed.slice(sent.length, sent.length + share)) sender.send(webhook);
    await sleep(PACE_MS);
  }
}

async function areMailsSettled(): Promise<boolean> {
  const [row] = await house.ask<{ open: number }>(
    // Those too that were refused for now and are tried again in a minute.
    `select count(*)::int as open from effect
     where state in ('ready', 'attempted') and due_at <= now() + interval '1 hour'`,
  );
  return row?.open === 0;
}

/** Compares what the app knows with what it received. */
async function judge(traffic: Traffic, sent: readonly SentWebhook[]) {
  const known = await house.ask<{ key: string; times: number }>(
    `select delivery_key as key, count(*)::int as times from delivery_seen
     where delivery_key not like 'tendril:%' group by 1`,
  );
  const seen = new Map(known.map(({ key, times }) => [key, times]));
  const deliveries = sent.map(({ delivery }) => delivery);
  const accepted = deliveries.filter(({ state }) => state === 'accepted');
  const ids = new Set(deliveries.map(({ webhookId }) => webhookId));
  const [counted] = await house.ask<{ processed: number; strange: number }>(
    `select sum(processed) filter (where topic not like 'tendril/%')::int as processed,
       sum(unknown + quarantined)::int as strange from topic_count`,
  );
  const [happened] = await house.ask<{ placed: number; refunded: number; twice: number }>(
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
    buyers: await buyersKnown(house),
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
