import { describe, expect, test } from 'vitest';
import { inShop } from '#app/db.server.ts';
import { register } from '#app/jobs/heartbeat.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { orderPayload } from '#tests/fixtures/shopify-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, tell } from '#tests/setup/told-shop.ts';
import { applyReadings, endBatch } from './apply-readings.server.ts';
import { assessEverybody } from './assess-everybody.server.ts';
import { assessProgress } from './assess-progress.server.ts';
import { changePolicy } from './change-policy.server.ts';
import type { DrainServices } from './drain.server.ts';
import { policyOf, type PolicyOf } from './shop-policy.server.ts';

const db = await testDatabase();

/** More people than are assessed in one transaction. */
const PEOPLE = 600;

async function services(policies: PolicyOf = policyOf): Promise<DrainServices> {
  return {
    pool: db.pool,
    clock: { now: () => SEEN_AT },
    logger: silentLogger,
    pulse: await register(db.pool, 'test'),
    policyOf: policies,
  };
}

/** A shop whose customers all bought once. */
async function shopOfBuyers(people = 1): Promise<string> {
  const { id } = await installedShop(db.pool);
  await tell(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  await db.owner.query(
    `insert into profile select shop_id, gen_random_uuid(), state, name, email, customer_id, country, intent, fit,
       score, grade, band, stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at
     from profile, generate_series(2, $2) where shop_id = $1`,
    [id, people],
  );
  return id;
}

async function saveSegment(shopId: string, version: number, predicate: Predicate): Promise<void> {
  await inShop(db.pool, shopId, async (client) => {
    await client.query(
      `insert into segment (shop_id, key, name, purpose, version, created_at)
       values ($1, 'mine', 'Mine', 'Test', $2, now()) on conflict (shop_id, key) do update set version = $2`,
      [shopId, version],
    );
    await client.query(
      `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
       values ($1, 'mine', $2, 'Mine', 'Test', $3, '', 'test', now())`,
      [shopId, version, JSON.stringify(predicate)],
    );
    await changePolicy(client, shopId);
  });
}

async function members(shopId: string): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int from membership where shop_id = $1 and segment_key = 'mine' and left_at is null`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

async function progress(shopId: string): Promise<unknown> {
  const { rows } = await db.owner.query(
    `select people_done as done, people_total as total, finished_at is not null as finished
       from assessment where shop_id = $1`,
    [shopId],
  );
  return rows[0];
}

const bought: Predicate = { field: 'orders', is: 'at_least', value: 1 };
const boughtOften: Predicate = { field: 'orders', is: 'at_least', value: 9 };

function boughtOf(collections: string[]): Predicate {
  return { interest: 'bought', is: 'within', products: [], collections, days: 30 };
}

describe('after a change of what people are sorted by', () => {
  test('everybody is assessed anew, without an event and without starting a journey', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    const runs = 'select 1 from journey_run where shop_id = $1';
    const before = await db.owner.query(runs, [shopId]);
    await saveSegment(shopId, 1, bought);
    await assessEverybody(await services(), shopId);
    expect(await members(shopId)).toBe(PEOPLE);
    expect(await progress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
    expect((await db.owner.query(runs, [shopId])).rowCount).toBe(before.rowCount);

    await saveSegment(shopId, 2, boughtOften);
    await assessEverybody(await services(), shopId);
    expect(await members(shopId)).toBe(0);
  });

  test('an assessment that was killed goes on where it was', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    await saveSegment(shopId, 1, bought);
    let batches = 0;
    const dying = await services((client, id) => {
      batches += 1;
      return batches > 2 ? Promise.reject(new Error('killed')) : policyOf(client, id);
    });
    await expect(assessEverybody(dying, shopId)).rejects.toThrow('killed');
    expect(await inShop(db.pool, shopId, (client) => assessProgress(client, shopId))).toEqual({
      done: 500,
      total: PEOPLE,
      startedAt: SEEN_AT,
    });
    await assessEverybody(await services(), shopId);
    expect(await progress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
    expect(await members(shopId)).toBe(PEOPLE);
  });

  test('a change in the midst of an assessment counts for everybody', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    await saveSegment(shopId, 1, bought);
    let batches = 0;
    const interrupted = await services(async (client, id) => {
      batches += 1;
      const policy = await policyOf(client, id);
      if (batches === 2) await saveSegment(shopId, 2, boughtOften);
      return policy;
    });
    await assessEverybody(interrupted, shopId);
    expect(await members(shopId)).toBe(0);
    expect(await progress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
  });

  test('a segment about a collection is built again when something else is in the collection', async () => {
    const shopId = await shopOfBuyers();
    const waits = 'select 1 from assessment where shop_id = $1 and finished_at is null';
    const fill = async (id: string, at: number, productIds: string[] | null) => {
      await inShop(db.pool, shopId, async (client) => {
        const collection = { id, title: 'Tea', handle: null, updatedAt: at, productIds };
        const { woken } = await applyReadings(
          client,
          shopId,
          { events: [], catalog: [{ kind: 'collection.changed', collection }] },
          {
            policy: await policyOf(client, shopId),
            startable: [],
            currency: 'GBP',
            now: SEEN_AT,
            dueLimit: 0,
          },
        );
        await endBatch(client, shopId, SEEN_AT, woken);
      });
      return (await db.owner.query(waits, [shopId])).rowCount;
    };
    await saveSegment(shopId, 1, boughtOf(['7']));
    await assessEverybody(await services(), shopId);
    expect(await fill('8', 1, ['11'])).toBe(0);
    expect(await fill('7', 1, null)).toBe(0);
    expect(await fill('7', 2, ['11'])).toBe(1);
    const policy = await inShop(db.pool, shopId, (client) => policyOf(client, shopId));
    expect(policy.segments?.[0]?.predicate).toMatchObject({ products: ['11'] });
  });

  test('a change that was rolled back is not taken for a later one', async () => {
    const shopId = await shopOfBuyers();
    const segment = 'select key from segment where shop_id = $1';
    const undone = inShop(db.pool, shopId, async (client) => {
      await client.query(
        `insert into score_model (shop_id, version, model, origin, note, made_by, made_at)
         select $1, 7, '{"version": 7, "signals": []}', 'edited', '', 'test', now()`,
        [shopId],
      );
      await changePolicy(client, shopId);
      expect((await policyOf(client, shopId)).model.version).toBe(7);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await saveSegment(shopId, 1, bought);
    const policy = await inShop(db.pool, shopId, (client) => policyOf(client, shopId));
    expect((await db.owner.query(segment, [shopId])).rowCount).toBe(1);
    expect(policy.model.version).toBe(1);
    expect(policy.segments?.map(({ key }) => key)).toEqual(['mine']);
  });
});
