import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { doing, DONE, KIND, NOW, openTriedEffects } from '#tests/setup/tried-effects.ts';
import { addEffects } from './store/add-effects.server.ts';

const db = await testDatabase();
const { shopWith, run, states } = await openTriedEffects(db);

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

test('one that waits is no try, and holds up none of the others', async () => {
  const shopId = await shopWith('a', 'b');
  const tried: string[] = [];
  const wait = { state: 'wait', ms: MINUTE, reason: 'campaign_counting' } as const;
  expect(await run(shopId, doing({ a: wait }, tried))).toBeNull();
  expect(tried).toEqual(['a', 'b']);
  const waiting = { state: 'ready', reason: 'campaign_counting', attempts: 0, waitMs: MINUTE };
  expect(await states(shopId)).toEqual([
    { key: 'a', ...waiting },
    { key: 'b', ...DONE },
  ]);
});

test('one whose turn is over goes on after the others that are due', async () => {
  const shopId = await shopWith('a', 'b', 'c');
  const tried: string[] = [];
  const turn = { state: 'wait', ms: 1, endsRun: true } as const;
  const takingTurns = doing({ a: turn, b: turn }, tried);
  expect(await run(shopId, takingTurns)).toBe(1);
  expect(await run(shopId, takingTurns, { now: NOW + 1 })).toBe(1);
  expect(await run(shopId, takingTurns, { now: NOW + 2 })).toBe(1);
  expect(tried).toEqual(['a', 'b', 'c', 'a']);
});
