import { expect, test } from 'vitest';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import type { EffectExecutor, EffectOutcome } from './effect-executor.server.ts';
import { listFailedEffects, retryEffects } from './failed-effects.server.ts';
import { retryPolicyOf } from './registry.ts';
import { runEffects, type EffectRunServices } from './run-effects.server.ts';
import { addEffects, replaceEffect, type NewEffect } from './store/add-effects.server.ts';

const db = await testDatabase();
const heartbeat = await registerHeartbeat(db.pool, 'worker');
const NOW = Date.UTC(2026, 10, 30, 12);
const KIND = 'export_segment';
const ALL = readListView(new URLSearchParams(), ['time']);

type Executor = EffectExecutor<typeof KIND, EffectRunServices>;

/** A shop with effects that are due, one a name. */
async function shopWith(...names: string[]): Promise<string> {
  const { id } = await installedShop(db.pool);
  const effects = names.map((name): NewEffect => ({
    key: name,
    kind: KIND,
    payload: { segmentKey: name, name, query: '' },
    createdAt: NOW,
    dueAt: NOW,
  }));
  await inShop(db.pool, id, (client) => addEffects(client, id, effects));
  return id;
}

/** Runs what is due with an executor; half of the longest wait passes before each further try. */
async function run(shopId: string, executor: Executor, { now = NOW, pool = db.pool } = {}) {
  const services = { pool, clock: { now: () => now }, heartbeat, random: () => 0.5 };
  return await runEffects({ ...services, logger: silentLogger }, shopId, KIND, executor);
}

/** Does of each effect what is said of its name; all others are done. */
function doing(outcomes: Record<string, EffectOutcome | Error>, tried: string[] = []): Executor {
  return {
    works: 'one by one',
    execute({ key }) {
      tried.push(key);
      const outcome = outcomes[key] ?? { state: 'done' };
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
}

async function states(shopId: string) {
  const { rows } = await db.owner.query<{
    key: string;
    state: string;
    reason: string | null;
    attempts: number;
    due: string;
  }>(
    `select key, state, reason, attempts, (extract(epoch from due_at) * 1000)::text as due
       from effect where shop_id = $1 order by key`,
    [shopId],
  );
  return rows.map(({ due, ...row }) => ({ ...row, waitMs: Number(due) - NOW }));
}

const NO_STATES = { before: null, after: null };

/** What follows from an effect: a row of another table. */
async function writeRow(client: ShopClient, shopId: string, key: string, now: number) {
  await recordAudit(
    client,
    shopId,
    { actor: 'app', action: 'tested', subject: key, ...NO_STATES },
    now,
  );
}

async function writtenRows(shopId: string): Promise<string[]> {
  const { rows } = await db.owner.query<{ subject: string }>(
    `select subject from audit where shop_id = $1 and action = 'tested' order by subject`,
    [shopId],
  );
  return rows.map(({ subject }) => subject);
}

const DONE = { state: 'done', reason: null, attempts: 1, waitMs: 0 };
const UNAVAILABLE: EffectOutcome = { state: 'retry', reason: 'shopify_unavailable', answer: '502' };

test.each<[string, EffectOutcome | Error, string]>([
  ['that throws', new Error('not expected'), 'error'],
  ['that gets no usable answer', UNAVAILABLE, 'shopify_unavailable'],
])('an effect %s is put off, and those before and after it are carried out', async (...given) => {
  const [, outcome, reason] = given;
  const shopId = await shopWith('a', 'bad', 'c');
  await run(shopId, doing({ bad: outcome }));
  const putOff = { state: 'ready', reason, attempts: 1, waitMs: 2.5 * SECOND };
  expect(await states(shopId)).toEqual([
    { key: 'a', ...DONE },
    { key: 'bad', ...putOff },
    { key: 'c', ...DONE },
  ]);
});

test('an effect that was put off is tried when it is due again and not before', async () => {
  const shopId = await shopWith('a');
  await run(shopId, doing({ a: UNAVAILABLE }));
  const tried: string[] = [];
  await run(shopId, doing({}, tried), { now: NOW + 2.5 * SECOND - 1 });
  expect(tried).toEqual([]);
  await run(shopId, doing({}, tried), { now: NOW + 2.5 * SECOND });
  expect(tried).toEqual(['a']);
  expect(await states(shopId)).toMatchObject([{ state: 'done', attempts: 2 }]);
});

test('an effect ends as failed after its last try, is listed with the answer, and starts again when staff say so', async () => {
  const shopId = await shopWith('a');
  const { mostTries, longestMs } = retryPolicyOf(KIND);
  const tried: string[] = [];
  for (let later = 0; later <= mostTries + 1; later += 1)
    await run(shopId, doing({ a: UNAVAILABLE }, tried), { now: NOW + later * longestMs });
  expect(tried).toHaveLength(mostTries);
  const now = NOW + 99 * longestMs;
  await inShop(db.pool, shopId, async (client) => {
    const { effects, waiting } = await listFailedEffects(client, shopId, ALL);
    expect(waiting).toBe(1);
    expect(effects).toMatchObject([
      {
        key: 'a',
        reason: 'shopify_unavailable',
        answer: '502',
        attempts: mostTries,
        canRetry: true,
      },
    ]);
    expect(await retryEffects(client, shopId, ['a'], 'ann', now)).toBe(1);
  });
  await run(shopId, doing({}), { now });
  expect(await states(shopId)).toMatchObject([{ state: 'done', reason: null, attempts: 1 }]);
});

test('a pause that the other side asks for is no try, and puts off all that is due of the kind', async () => {
  const shopId = await shopWith('a', 'b', 'c');
  const tried: string[] = [];
  const pause = await run(shopId, doing({ b: { state: 'pause', ms: MINUTE } }, tried));
  expect(pause).toBe(MINUTE);
  expect(tried).toEqual(['a', 'b']);
  const waiting = { state: 'ready', reason: null, attempts: 0, waitMs: MINUTE };
  expect(await states(shopId)).toEqual([
    { key: 'a', ...DONE },
    { key: 'b', ...waiting },
    { key: 'c', ...waiting },
  ]);
  expect(await run(shopId, doing({}, tried), { now: NOW + MINUTE - 1 })).toBeNull();
  expect(tried).toEqual(['a', 'b']);
  expect(await run(shopId, doing({}), { now: NOW + MINUTE })).toBeNull();
  const done = { ...DONE, waitMs: MINUTE };
  expect(await states(shopId)).toMatchObject([DONE, done, done]);
});

test('a pause puts off nothing of another kind, and nothing that is due later anyway', async () => {
  const shopId = await shopWith('a');
  const later = { payload: {}, createdAt: NOW, dueAt: NOW + HOUR };
  await inShop(db.pool, shopId, (client) =>
    addEffects(client, shopId, [
      { ...later, key: 'b', kind: KIND },
      { ...later, key: 'c', kind: 'sync_consent', dueAt: NOW },
    ]),
  );
  await run(shopId, doing({ a: { state: 'pause', ms: MINUTE, reason: 'shopify_unauthorized' } }));
  expect(await states(shopId)).toMatchObject([
    { reason: 'shopify_unauthorized', waitMs: MINUTE },
    { reason: null, waitMs: HOUR },
    { reason: null, waitMs: 0 },
  ]);
});

test('a process that dies at any statement leaves an effect that another carries out, and that is completed once', async () => {
  let broke = true;
  for (let place = 1; broke; place += 1) {
    const shopId = await shopWith('a', 'b');
    const tried: string[] = [];
    const executor: Executor = {
      works: 'one by one',
      execute({ key }) {
        tried.push(key);
        return Promise.resolve({
          state: 'done',
          async write(client, { now, isOurs }) {
            if (isOurs) await writeRow(client, shopId, key, now);
          },
        });
      },
    };
    const breaking = breakingPool(db.pool, place, 'dies before');
    await run(shopId, executor, { pool: breaking.pool }).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
    });
    broke = breaking.broke();
    await run(shopId, executor, { now: NOW + MINUTE });
    expect(await states(shopId)).toMatchObject([{ state: 'done' }, { state: 'done' }]);
    expect(new Set(tried)).toEqual(new Set(['a', 'b']));
    expect(tried.length).toBeLessThanOrEqual(broke ? 3 : 2);
    expect(await writtenRows(shopId)).toEqual(['a', 'b']);
  }
});

test('an effect of which what follows cannot be written is put off, and the others are carried out', async () => {
  const shopId = await shopWith('a', 'bad', 'c');
  const executor: Executor = {
    works: 'one by one',
    execute: ({ key }) =>
      Promise.resolve({
        state: 'done',
        async write(client, { now }) {
          await writeRow(client, shopId, key, now);
          if (key === 'bad') throw new Error('not expected');
        },
      }),
  };
  await run(shopId, executor);
  const putOff = { state: 'ready', reason: 'error', attempts: 1, waitMs: 2.5 * SECOND };
  expect(await states(shopId)).toEqual([
    { key: 'a', ...DONE },
    { key: 'bad', ...putOff },
    { key: 'c', ...DONE },
  ]);
  expect(await writtenRows(shopId)).toEqual(['a', 'c']);
});

test.each(['execute', 'write'])(
  'a fault of the system in %s is no try of the effect, and ends the run',
  async (place) => {
    const shopId = await shopWith('a', 'b');
    // As the database says it when it shuts down.
    const shutdown = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const executor: Executor = {
      works: 'one by one',
      execute: () =>
        place === 'execute'
          ? Promise.reject(shutdown)
          : Promise.resolve({ state: 'done', write: () => Promise.reject(shutdown) }),
    };
    await expect(run(shopId, executor)).rejects.toBe(shutdown);
    const untried = { state: 'ready', reason: null, attempts: 0, waitMs: 0 };
    expect(await states(shopId)).toEqual([
      { key: 'a', ...untried },
      { key: 'b', ...untried },
    ]);
  },
);

test('an effect whose process died at every try ends as failed, and holds up none of the others', async () => {
  const shopId = await shopWith('a', 'b');
  await db.owner.query(`update effect set attempts = $2 where shop_id = $1 and key = 'a'`, [
    shopId,
    retryPolicyOf(KIND).mostTries,
  ]);
  const tried: string[] = [];
  await run(shopId, doing({}, tried));
  expect(tried).toEqual(['b']);
  expect(await states(shopId)).toMatchObject([
    { state: 'failed', reason: 'worker_stopped' },
    { state: 'done' },
  ]);
});

test('what is asked for again while it is carried out stays to be done', async () => {
  const shopId = await shopWith('a');
  const payload = { segmentKey: 'a', name: 'Newer', query: '' };
  const completions: boolean[] = [];
  const executor: Executor = {
    works: 'one by one',
    async execute({ key }) {
      await inShop(db.pool, shopId, (client) =>
        replaceEffect(client, shopId, { key, kind: KIND, payload, dueAt: NOW + 1 }),
      );
      return {
        state: 'done',
        async write(_client, { isOurs }) {
          completions.push(isOurs);
          return Promise.resolve();
        },
      };
    },
  };
  await run(shopId, executor);
  expect(completions).toEqual([false]);
  expect(await states(shopId)).toMatchObject([{ state: 'ready', attempts: 0, waitMs: 1 }]);
});

test('of effects that are carried out in one transaction a faulty one is put off alone', async () => {
  const shopId = await shopWith('a', 'bad', 'c', 'd', 'e');
  const executor: Executor = {
    works: 'in transactions',
    execute(_client, _shopId, effects) {
      if (effects.some(({ key }) => key === 'bad')) throw new Error('not expected');
      return Promise.resolve(effects.map(({ key }) => ({ key, state: 'done' })));
    },
  };
  await run(shopId, executor);
  expect(await states(shopId)).toEqual([
    { key: 'a', ...DONE },
    { key: 'bad', state: 'ready', reason: 'error', attempts: 1, waitMs: 2.5 * SECOND },
    { key: 'c', ...DONE },
    { key: 'd', ...DONE },
    { key: 'e', ...DONE },
  ]);
});

test('what another shop is to do is left alone', async () => {
  const [shopId, other] = [await shopWith('a'), await shopWith('a')];
  await run(shopId, doing({}));
  expect(await states(shopId)).toMatchObject([{ state: 'done' }]);
  expect(await states(other)).toMatchObject([{ state: 'ready', attempts: 0 }]);
});
