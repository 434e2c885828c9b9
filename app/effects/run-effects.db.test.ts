import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { MINUTE, SECOND } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { breakingPool, Died } from '#tests/setup/breaking-pool.ts';
import { testDatabase } from '#tests/setup/database.ts';
import {
  doing,
  DONE,
  KIND,
  NOW,
  openTriedEffects,
  type Executor,
} from '#tests/setup/tried-effects.ts';
import type { EffectOutcome } from './effect-executor.server.ts';
import { listFailedEffects, retryEffects } from './failed-effects.server.ts';
import { retryPolicyOf } from './registry.ts';
import { replaceEffect } from './store/add-effects.server.ts';

const db = await testDatabase();
const { shopWith, run, states, writeRow, writtenRows } = await openTriedEffects(db);
const ALL = readListView(new URLSearchParams(), ['time']);

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
