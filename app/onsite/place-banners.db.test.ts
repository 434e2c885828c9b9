import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import {
  addCart,
  addPerson,
  effectState,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);

async function askFor(
  kind: 'banner' | 'withdraw_banners',
  options: { runId?: string; expiresAt?: number } = {},
) {
  const person = await addPerson(environment);
  const cart = await addCart(environment, person.id);
  const runId = options.runId ?? cart.runId;
  const key = `${runId}:${kind}:${randomUUID()}`;
  const payload = {
    template: 'basket-banner',
    journeyKey: 'abandoned-basket',
    context: { subject: 'basket', kind: 'cart', token: cart.token, cartToken: null },
    expiresAt: options.expiresAt ?? NOON + 1,
  };
  await inShop(environment.pool, environment.shopId, (client) =>
    client.query(
      `insert into effect (shop_id, key, kind, profile_id, run_id, state, payload, created_at, due_at)
       values ($1, $2, $3, $4, $5, 'ready', $6, $7, $7)`,
      [environment.shopId, key, kind, person.id, runId, JSON.stringify(payload), new Date(NOON)],
    ),
  );
  return { key, runId };
}

async function carryOutBanners(): Promise<void> {
  for (const kind of ['withdraw_banners', 'banner'] as const)
    await runEffectsOf(kind, environment.mailServices, environment.shopId);
}

async function bannersOf(runId: string): Promise<string[]> {
  const { rows } = await inShop(environment.pool, environment.shopId, (client) =>
    client.query<{ state: string }>('select state from banner where shop_id = $1 and run_id = $2', [
      environment.shopId,
      runId,
    ]),
  );
  return rows.map(({ state }) => state);
}

test('a banner is placed once however often the job runs', async () => {
  const { key, runId } = await askFor('banner');
  await Promise.all([carryOutBanners(), carryOutBanners()]);
  await carryOutBanners();
  expect(await bannersOf(runId)).toEqual(['waiting']);
  expect((await effectState(environment, key)).state).toBe('done');
});

test('the banners of a run that ended are taken back', async () => {
  const { runId } = await askFor('banner');
  await carryOutBanners();
  await askFor('withdraw_banners', { runId });
  await carryOutBanners();
  expect(await bannersOf(runId)).toEqual(['closed']);
});

test('a banner whose time is over is skipped', async () => {
  const { key, runId } = await askFor('banner', { expiresAt: NOON });
  await carryOutBanners();
  expect(await bannersOf(runId)).toEqual([]);
  expect(await effectState(environment, key)).toMatchObject({
    state: 'skipped',
    reason: 'expired',
  });
});

test.each([
  '{}',
  '{"template": "no-such-banner", "expiresAt": 9e15, "context": {"subject": "person"}}',
])(
  'a banner that makes no sense fails by itself, and those beside it are placed: %s',
  async (payload) => {
    const bad = await askFor('banner');
    const good = await askFor('banner');
    await inShop(environment.pool, environment.shopId, (client) =>
      client.query('update effect set payload = $3 where shop_id = $1 and key = $2', [
        environment.shopId,
        bad.key,
        payload,
      ]),
    );
    await carryOutBanners();
    expect(await bannersOf(good.runId)).toEqual(['waiting']);
    expect(await effectState(environment, bad.key)).toMatchObject({
      state: 'failed',
      reason: 'unreadable',
    });
  },
);
