import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { recomputeProfiles } from './recompute/recompute-profiles.server.ts';
import { changePolicy } from './recompute/change-policy.server.ts';
import { drain } from './drain.server.ts';
import { eachShop } from './each-shop.server.ts';
import { listFailedRuns, retryRuns } from './failed-runs.server.ts';
import type { PolicyOf } from './shop-policy.server.ts';
import { listFailedProfiles, retryProfiles } from './recompute/unscored-profiles.server.ts';

const db = await testDatabase();
const ALL = readListView(new URLSearchParams(), ['time']);

async function change(sql: string, shopId: string): Promise<void> {
  await db.owner.query(sql, [shopId]);
}

async function rows(sql: string, shopId: string): Promise<object[]> {
  return (await db.owner.query<object>(sql, [shopId])).rows;
}

async function shopWithCheckout(): Promise<string> {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'checkouts/update', checkoutPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  return id;
}

const RUN = 'select state, step_id, end_reason from journey_run where shop_id = $1';
const EFFECTS = 'select kind from effect where shop_id = $1';

test('a failed run is listed, goes on from its step when it is tried again, and sends what it had to', async () => {
  const shopId = await shopWithCheckout();
  await change(`update journey_run set step_id = 'lost' where shop_id = $1`, shopId);
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  const { runs, waiting } = await inShop(db.pool, shopId, (client) =>
    listFailedRuns(client, shopId, { ...ALL, search: 'ADA' }),
  );
  expect(runs).toMatchObject([
    {
      journeyKey: 'abandoned-basket',
      stepId: 'lost',
      reason: 'step_gone',
      email: 'ada@example.com',
    },
  ]);
  expect(waiting).toBe(1);
  expect(await rows(EFFECTS, shopId)).toEqual([]);

  await change(`update journey_run set step_id = 'wait-1' where shop_id = $1`, shopId);
  const keys = runs.map(({ key }) => key);
  await inShop(db.pool, shopId, async (client) => {
    expect(await retryRuns(client, shopId, keys, 'ann', SEEN_AT + 3 * HOUR)).toBe(1);
    expect(await retryRuns(client, shopId, keys, 'ann', SEEN_AT + 3 * HOUR)).toBe(0);
  });
  await drainAt(db.pool, shopId, SEEN_AT + 3 * HOUR);
  expect(await rows(RUN, shopId)).toEqual([
    { state: 'active', step_id: 'wait-2', end_reason: null },
  ]);
  expect(await rows(EFFECTS, shopId)).toEqual([{ kind: 'email' }]);
  expect(
    await rows(`select actor from audit where shop_id = $1 and action = 'run.retried'`, shopId),
  ).toEqual([{ actor: 'ann' }]);
});

test('a failed run that is tried again after an order ends with it and sends nothing', async () => {
  const shopId = await shopWithCheckout();
  await change(`update journey_run set step_id = 'lost' where shop_id = $1`, shopId);
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd2');
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  await change(`update journey_run set step_id = 'wait-1' where shop_id = $1`, shopId);
  await inShop(db.pool, shopId, async (client) => {
    const { runs } = await listFailedRuns(client, shopId, ALL);
    await retryRuns(
      client,
      shopId,
      runs.map(({ key }) => key),
      'ann',
      SEEN_AT + 2 * HOUR,
    );
  });
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  expect(await rows(`${RUN} and journey_key = 'abandoned-basket'`, shopId)).toEqual([
    { state: 'exited', step_id: 'wait-1', end_reason: 'ordered' },
  ]);
  expect(await rows(`${EFFECTS} and payload->>'template' like 'basket%'`, shopId)).toEqual([]);
});

test('a run that is tried again while its journey is still gone comes back to the list', async () => {
  const shopId = await shopWithCheckout();
  await change(`update journey_run set journey_key = 'gone' where shop_id = $1`, shopId);
  for (const hours of [2, 3]) {
    await drainAt(db.pool, shopId, SEEN_AT + hours * HOUR);
    await inShop(db.pool, shopId, async (client) => {
      const { runs } = await listFailedRuns(client, shopId, ALL);
      expect(runs).toMatchObject([{ reason: 'journey_gone', failedAt: SEEN_AT + hours * HOUR }]);
      await retryRuns(
        client,
        shopId,
        runs.map(({ key }) => key),
        'ann',
        SEEN_AT + 3 * HOUR,
      );
    });
  }
});

test('a run goes on by the version it entered, although the journey has changed since', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, shopId, SEEN_AT);
  // The first version ends with the request for a review; the second goes on to a banner.
  await change(
    `update journey_run set journey_version = 1, step_id = 'wait-review', visit = 5, wake_at = to_timestamp(0)
      where shop_id = $1`,
    shopId,
  );
  // As when the version after it was published.
  await change(`update shop set policy_version = nextval('policy_version') where id = $1`, shopId);
  await drainAt(db.pool, shopId, SEEN_AT + DAY);
  expect(await rows(`${RUN} and journey_version = 1`, shopId)).toEqual([
    { state: 'completed', step_id: 'end', end_reason: 'finished' },
  ]);
});

const BREAK_SCORE = `update profile set next_change_at = to_timestamp(0),
  state = jsonb_set(state::jsonb, '{signals,product_viewed}', '7')::json where shop_id = $1`;
const MEND_SCORE = `update profile set state = (state::jsonb #- '{signals,product_viewed}')::json
  where shop_id = $1`;

/** Rules by which no profile can be scored. */
const brokenPolicyOf: PolicyOf = async (client, shopId) => {
  const predicate = {
    get all(): Predicate[] {
      throw new Error('This predicate cannot be evaluated.');
    },
  };
  const broken = { key: 'broken', name: 'Broken', purpose: 'Test', version: 1, predicate };
  return { ...(await policyOf(client, shopId)), segments: [broken] };
};

test('a profile that cannot be scored keeps its score, is listed, and is scored when it is tried again', async () => {
  const shopId = await shopWithCheckout();
  const SCORE = 'select score, stage, next_change_at from profile where shop_id = $1';
  const [before] = await rows('select score, stage from profile where shop_id = $1', shopId);
  await change(BREAK_SCORE, shopId);
  await drainAt(db.pool, shopId, SEEN_AT + 1);
  expect(await rows(SCORE, shopId)).toEqual([{ ...Object(before), next_change_at: null }]);
  const { profiles } = await inShop(db.pool, shopId, (client) =>
    listFailedProfiles(client, shopId, ALL),
  );
  expect(profiles).toMatchObject([{ kind: 'score', reason: 'error', email: 'ada@example.com' }]);

  await change(MEND_SCORE, shopId);
  const keys = profiles.map(({ key }) => key);
  await inShop(db.pool, shopId, async (client) => {
    expect(await retryProfiles(client, shopId, keys, 'ann', SEEN_AT)).toBe(1);
    expect(await retryProfiles(client, shopId, keys, 'ann', SEEN_AT)).toBe(0);
  });
  await drainAt(db.pool, shopId, SEEN_AT + 2);
  await inShop(db.pool, shopId, async (client) => {
    expect((await listFailedProfiles(client, shopId, ALL)).waiting).toBe(0);
  });
  expect(await rows(`${SCORE} and next_change_at is not null`, shopId)).toHaveLength(1);
});

test('what happens to a person who cannot be scored is kept, and the problem goes when scoring works', async () => {
  const { id: shopId } = await installedShop(db.pool);
  const services = await workerAt(db.pool, SEEN_AT);
  const phone = '+447700900123';
  await receive(db.pool, shopId, 'orders/create', orderPayload({ phone }), 'd1');
  await drain({ ...services, policyOf: brokenPolicyOf }, shopId);
  expect(await rows('select orders, stage, phone from profile where shop_id = $1', shopId)).toEqual(
    [{ orders: 1, stage: 'visitor', phone }],
  );
  expect(await rows('select kind from profile_problem where shop_id = $1', shopId)).toHaveLength(1);
  expect(await rows('select 1 from quarantine where shop_id = $1', shopId)).toEqual([]);
  await receive(db.pool, shopId, 'customers/update', customerPayload(), 'd2');
  await drainAt(db.pool, shopId, SEEN_AT);
  expect(await rows('select orders, stage from profile where shop_id = $1', shopId)).toEqual([
    { orders: 1, stage: 'first_time_buyer' },
  ]);
  expect(await rows('select kind from profile_problem where shop_id = $1', shopId)).toEqual([]);
});

test('while the rules of the shop cannot be read nothing is quarantined: all deliveries stay pending', async () => {
  const { id: shopId } = await installedShop(db.pool);
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd1');
  const services = await workerAt(db.pool, SEEN_AT);
  const noPolicy = () => Promise.reject(new Error('No rules.'));
  await expect(drain({ ...services, policyOf: noPolicy }, shopId)).rejects.toThrow('No rules.');
  expect(await rows('select 1 from quarantine where shop_id = $1', shopId)).toEqual([]);
  expect(await rows('select 1 from inbox where shop_id = $1', shopId)).toHaveLength(1);
});

test('a profile that cannot be read is never written over: what happens to it waits in quarantine', async () => {
  const shopId = await shopWithCheckout();
  await change(
    `update profile set state = '[]', next_change_at = to_timestamp(0) where shop_id = $1`,
    shopId,
  );
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd2');
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  expect(await rows('select state from profile where shop_id = $1', shopId)).toEqual([
    { state: [] },
  ]);
  expect(await rows('select topic from quarantine where shop_id = $1', shopId)).toEqual([
    { topic: 'orders/create' },
  ]);
  expect(await rows(RUN, shopId)).toMatchObject([{ end_reason: 'profile_unreadable' }]);
});

test('when all people are scored again, one who cannot be is listed and the others are done', async () => {
  const shopId = await shopWithCheckout();
  await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd2');
  await drainAt(db.pool, shopId, SEEN_AT);
  await change(
    `insert into profile select shop_id, gen_random_uuid(), state, name, email, customer_id, country, intent, fit,
       score, grade, band, stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at
     from profile, generate_series(1, 9) where shop_id = $1`,
    shopId,
  );
  // One person is refused by the database, another by the scoring.
  const { rows: people } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1 order by id',
    [shopId],
  );
  await db.owner.query(
    `alter table profile_fact add constraint refused
       check (shop_id <> '${shopId}' or profile_id <> '${people[3]?.id ?? ''}')`,
  );
  await change(
    `update profile set state = (state::jsonb || '{"signals": {"cart_changed": 7}}')::json
      where shop_id = $1 and id = (select max(id::text)::uuid from profile where shop_id = $1)`,
    shopId,
  );
  await inShop(db.pool, shopId, (client) => changePolicy(client, shopId));
  // As after a change of the model: each profile has to be recomputed.
  await change(
    `update assessment set built = '{"model": "another", "questions": {}}' where shop_id = $1`,
    shopId,
  );
  await recomputeProfiles(await workerAt(db.pool, SEEN_AT), shopId);
  expect(
    await rows(
      'select people_done::int as done from assessment where shop_id = $1 and finished_at is not null',
      shopId,
    ),
  ).toEqual([{ done: 10 }]);
  expect(await rows('select kind from profile_problem where shop_id = $1', shopId)).toHaveLength(2);
});

test('a shop whose jobs cannot be enqueued holds up no other shop', async () => {
  const shops = [await installedShop(db.pool), await installedShop(db.pool)];
  const [broken] = shops;
  const visited: string[] = [];
  await eachShop(db.pool, shops, silentLogger, (_client, id) => {
    if (id === broken?.id) throw new Error('The jobs of this one cannot be enqueued.');
    visited.push(id);
    return Promise.resolve();
  });
  expect(visited).toEqual([shops[1]?.id]);
});

test('failures of another shop are neither listed nor tried again', async () => {
  const shopId = await shopWithCheckout();
  const other = await installedShop(db.pool);
  await change(`update journey_run set journey_key = 'gone' where shop_id = $1`, shopId);
  await change(BREAK_SCORE, shopId);
  await drainAt(db.pool, shopId, SEEN_AT + 2 * HOUR);
  const { runs, profiles } = await inShop(db.pool, shopId, async (client) => ({
    runs: (await listFailedRuns(client, shopId, ALL)).runs.map(({ key }) => key),
    profiles: (await listFailedProfiles(client, shopId, ALL)).profiles.map(({ key }) => key),
  }));
  expect([runs, profiles].map((keys) => keys.length)).toEqual([1, 1]);
  await inShop(db.pool, other.id, async (client) => {
    for (const id of [shopId, other.id]) {
      expect((await listFailedRuns(client, id, ALL)).waiting).toBe(0);
      expect((await listFailedProfiles(client, id, ALL)).waiting).toBe(0);
      expect(await retryRuns(client, id, runs, 'eve', SEEN_AT)).toBe(0);
      expect(await retryProfiles(client, id, profiles, 'eve', SEEN_AT)).toBe(0);
    }
  });
});
