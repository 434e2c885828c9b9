import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { traderTier } from '#app/segments/ready/trader-tier.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { workerAt } from '#tests/setup/worker-at.ts';
import { policyOf } from '#tests/setup/policy-of.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { membersOf } from '#tests/setup/segment-members.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { processBatch, publishBatch } from '#app/engine/process-batch.server.ts';
import { EMPTY_BATCH } from '#app/engine/projections/projection.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import type { PolicyOf } from '#app/engine/shop-policy.server.ts';
import { recomputeProfiles } from './recompute-profiles.server.ts';
import { loadRecomputeProgress } from '#app/segments/store/recompute-progress.server.ts';
import { changePolicy } from './change-policy.server.ts';

const db = await testDatabase();

/** More people than are assessed in one transaction. */
const PEOPLE = 600;

async function services(policies: PolicyOf = policyOf): Promise<DrainServices> {
  return { ...(await workerAt(db.pool, SEEN_AT)), policyOf: policies };
}

/** A shop whose customers all bought once. */
async function shopOfBuyers(people = 1): Promise<string> {
  const { id } = await installedShop(db.pool);
  await receive(db.pool, id, 'orders/create', orderPayload(), 'd1');
  await drainAt(db.pool, id, SEEN_AT);
  await db.owner.query(
    `insert into profile select shop_id, gen_random_uuid(), state, name, email, customer_id, country, intent, fit,
       score, grade, band, stage, orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at
     from profile, generate_series(2, $2) where shop_id = $1`,
    [id, people],
  );
  for (const table of ['profile_fact', 'membership']) await copyRows(table, id);
  return id;
}

/** Gives all profiles what the first has in a table. */
async function copyRows(table: string, shopId: string): Promise<void> {
  const { rows } = await db.owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_name = $1 and column_name not in ('shop_id', 'profile_id')`,
    [table],
  );
  const columns = rows.map(({ name }) => name).join(', ');
  await db.owner.query(
    `insert into ${table} (shop_id, profile_id, ${columns})
     select $1, profile.id, ${columns.replace(/(\w+)/g, 'first.$1')} from profile, ${table} as first
      where profile.shop_id = $1 and first.shop_id = $1 on conflict do nothing`,
    [shopId],
  );
}

async function saveSegment(
  shopId: string,
  version: number,
  predicate: Predicate,
  key = 'mine',
): Promise<void> {
  await inShop(db.pool, shopId, async (client) => {
    await client.query(
      `insert into segment (shop_id, key, name, purpose, version, created_at)
       values ($1, $3, 'Mine', 'Test', $2, now()) on conflict (shop_id, key) do update set version = $2`,
      [shopId, version, key],
    );
    await client.query(
      `insert into segment_version (shop_id, key, version, name, purpose, predicate, note, made_by, made_at)
       values ($1, $4, $2, 'Mine', 'Test', $3, '', 'test', now())`,
      [shopId, version, JSON.stringify(predicate), key],
    );
    await changePolicy(client, shopId);
  });
}

/** Changes how people are scored, so that each profile has to be recomputed. */
async function saveModel(shopId: string, intentShare: number): Promise<void> {
  await inShop(db.pool, shopId, async (client) => {
    const model = { ...retailModel, version: 2, intentShare };
    await client.query(
      `insert into score_model (shop_id, version, model, origin, note, made_by, made_at)
       values ($1, 2, $2, 'edited', '', 'test', now())`,
      [shopId, JSON.stringify(model)],
    );
    await changePolicy(client, shopId);
  });
}

async function loadProgress(shopId: string): Promise<unknown> {
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

describe('after a change of the rules', () => {
  test('all profiles are recomputed, without an event and without starting a journey', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    const runs = 'select 1 from journey_run where shop_id = $1';
    const before = await db.owner.query(runs, [shopId]);
    await saveSegment(shopId, 1, bought);
    await recomputeProfiles(await services(), shopId);
    expect(await membersOf(db, shopId, 'mine')).toHaveLength(PEOPLE);
    expect(await loadProgress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
    expect((await db.owner.query(runs, [shopId])).rowCount).toBe(before.rowCount);

    await saveSegment(shopId, 2, boughtOften);
    await recomputeProfiles(await services(), shopId);
    expect(await membersOf(db, shopId, 'mine')).toEqual([]);
  });

  test('people enter a segment about time and leave it at their moment, without recomputing all profiles', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    await saveSegment(shopId, 1, { field: 'last_order', is: 'within', days: 3 });
    await recomputeProfiles(await services(), shopId);
    expect(await membersOf(db, shopId, 'mine')).toHaveLength(PEOPLE);
    const { rows } = await db.owner.query<{ first: number; last: number }>(
      `select min(next_change_at) as first, max(next_change_at) as last from profile where shop_id = $1`,
      [shopId],
    );
    const ordered = Date.parse(orderPayload().created_at as string);
    expect(rows).toEqual([
      { first: new Date(ordered + 3 * DAY), last: new Date(ordered + 3 * DAY) },
    ]);
    await drainAt(db.pool, shopId, ordered + 3 * DAY - 1);
    expect(await membersOf(db, shopId, 'mine')).toHaveLength(PEOPLE);
    await drainAt(db.pool, shopId, ordered + 3 * DAY);
    expect(await membersOf(db, shopId, 'mine')).toEqual([]);
  });

  test('all members leave an archived segment, and a changed stage is the stage people have', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    await saveSegment(shopId, 1, bought);
    await recomputeProfiles(await services(), shopId);
    await inShop(db.pool, shopId, async (client) => {
      await client.query('update segment set archived_at = now() where shop_id = $1', [shopId]);
      await changePolicy(client, shopId);
    });
    await saveSegment(shopId, 1, bought, 'loyal');
    await recomputeProfiles(await services(), shopId);
    expect(await membersOf(db, shopId, 'mine')).toEqual([]);
    expect(await membersOf(db, shopId, 'first_time_buyer')).toEqual([]);
    expect(await membersOf(db, shopId, 'loyal')).toHaveLength(PEOPLE);
    const { rows } = await db.owner.query('select distinct stage from profile where shop_id = $1', [
      shopId,
    ]);
    expect(rows).toEqual([{ stage: 'loyal' }]);
  });

  test('a recomputation that was killed goes on where it was', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    const scores = async () => {
      const { rows } = await db.owner.query<{ score: number }>(
        'select distinct score from profile where shop_id = $1',
        [shopId],
      );
      return rows;
    };
    const before = await scores();
    await saveModel(shopId, 0);
    let batches = 0;
    const dying = await services((client, id) => {
      batches += 1;
      return batches > 2 ? Promise.reject(new Error('killed')) : policyOf(client, id);
    });
    await expect(recomputeProfiles(dying, shopId)).rejects.toThrow('killed');
    expect(
      await inShop(db.pool, shopId, (client) => loadRecomputeProgress(client, shopId)),
    ).toEqual({
      done: 500,
      total: PEOPLE,
      startedAt: SEEN_AT,
    });
    await recomputeProfiles(await services(), shopId);
    expect(await loadProgress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
    expect(await scores()).toHaveLength(1);
    expect(await scores()).not.toEqual(before);
  });

  test('a change in the midst of a recomputation counts for all profiles', async () => {
    const shopId = await shopOfBuyers(PEOPLE);
    await saveSegment(shopId, 1, bought);
    await saveModel(shopId, 0);
    let batches = 0;
    const interrupted = await services(async (client, id) => {
      batches += 1;
      const policy = await policyOf(client, id);
      if (batches === 2) await saveSegment(shopId, 2, boughtOften);
      return policy;
    });
    await recomputeProfiles(interrupted, shopId);
    expect(await membersOf(db, shopId, 'mine')).toEqual([]);
    expect(await loadProgress(shopId)).toEqual({ done: PEOPLE, total: PEOPLE, finished: true });
  });

  test('a segment about a collection is built again when something else is in the collection', async () => {
    const shopId = await shopOfBuyers();
    const waits = 'select 1 from assessment where shop_id = $1 and finished_at is null';
    const fill = async (id: string, at: number, productIds: string[] | null) => {
      await inShop(db.pool, shopId, async (client) => {
        const collection = { id, title: 'Tea', handle: null, updatedAt: at, productIds };
        const { jobs } = await processBatch(
          client,
          shopId,
          { ...EMPTY_BATCH, catalog: [{ kind: 'collection.changed', collection }] },
          {
            policy: await policyOf(client, shopId),
            enabledJourneys: [],
            currency: 'GBP',
            now: SEEN_AT,
            due: 0,
          },
        );
        await publishBatch(client, shopId, SEEN_AT, jobs);
      });
      return (await db.owner.query(waits, [shopId])).rowCount;
    };
    await saveSegment(shopId, 1, boughtOf(['7']));
    await recomputeProfiles(await services(), shopId);
    expect(await fill('8', 1, ['11'])).toBe(0);
    expect(await fill('7', 1, null)).toBe(0);
    expect(await fill('7', 2, ['11'])).toBe(1);
    // Until then it had no member: there was no such collection.
    await recomputeProfiles(await services(), shopId);
    const policy = await inShop(db.pool, shopId, (client) => policyOf(client, shopId));
    const mine = policy.segments?.find(({ key }) => key === 'mine');
    expect(mine?.predicate).toMatchObject({ products: ['11'] });
  });

  test('a change that was rolled back is not mistaken for a later one', async () => {
    const shopId = await shopOfBuyers();
    const segment = 'select key from segment where shop_id = $1';
    const undone = inShop(db.pool, shopId, async (client) => {
      await client.query(
        `insert into score_model (shop_id, version, model, origin, note, made_by, made_at)
         select $1, 7, $2::json, 'edited', '', 'test', now()`,
        [shopId, JSON.stringify({ ...retailModel, version: 7 })],
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
    expect(policy.segments?.map(({ key }) => key)).toEqual([traderTier.key, 'mine']);
  });

  test('of people from before there were groups and segment facts comes with the update', async () => {
    const shopId = await shopOfBuyers(3);
    await db.owner.query('delete from profile_fact where shop_id = $1', [shopId]);
    await db.owner.query("delete from membership where shop_id = $1 and segment_key like 'rfm%'", [
      shopId,
    ]);
    const update = '../../../prisma/migrations/20261121190000_assess_everybody/migration.sql';
    await db.owner.query(await readFile(join(import.meta.dirname, update), 'utf8'));
    await recomputeProfiles(await services(), shopId);
    const { rows } = await db.owner.query<{ facts: number; groups: number }>(
      `select (select count(*)::int from profile_fact where shop_id = $1) as facts,
              (select count(*)::int from membership
                where shop_id = $1 and segment_key like 'rfm%' and left_at is null) as groups`,
      [shopId],
    );
    expect(rows).toEqual([{ facts: 3, groups: 3 }]);
  });
});
