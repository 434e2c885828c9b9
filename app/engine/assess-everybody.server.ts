import { inShop, type ShopClient } from '#app/db.server.ts';
import { assertAlive } from '#app/jobs/heartbeat.server.ts';
import { applyReadings, claimShop, endBatch } from './apply-readings.server.ts';
import type { DrainServices } from './drain.server.ts';
import { shopOf } from './drained-shop.server.ts';

/** People assessed in one transaction, a part of a second; the drain waits no longer than that. */
const BATCH = 250;
/** Before the id of everybody. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How far a shop's people are assessed by its newest policy. */
export type Assessing = { policyVersion: number; reached: string | null };

/**
 * Assesses everybody by the shop's newest policy, person by person in the order of their ids, beside whatever
 * happens meanwhile. It goes on where it was when it is killed, and begins again when the policy changes.
 * No journey starts by it: the rules changed, not the people.
 */
export async function assessEverybody(services: DrainServices, shopId: string): Promise<void> {
  for (;;) {
    const isDone = await inShop(services.pool, shopId, (client) =>
      assessBatch(services, client, shopId),
    );
    if (isDone) return;
  }
}

async function assessBatch(
  { clock, pulse, policyOf }: DrainServices,
  client: ShopClient,
  shopId: string,
): Promise<boolean> {
  await assertAlive(client, pulse);
  await client.query('set local synchronous_commit = off');
  await claimShop(client, shopId);
  const now = clock.now();
  const assessing = await begin(client, shopId, now);
  if (!assessing) return true;
  const people = await nextPeople(client, shopId, assessing.reached);
  const last = people.at(-1);
  if (last === undefined) {
    await finish(client, shopId, assessing.policyVersion, now);
    return true;
  }
  const policy = await policyOf(client, shopId);
  const { currency } = await shopOf(client, shopId);
  const nothing = { events: [], catalog: [] };
  const { woken } = await applyReadings(client, shopId, nothing, {
    policy,
    startable: [],
    currency,
    now,
    dueLimit: 0,
    people,
  });
  await client.query(
    `update assessment set reached = $3, people_done = people_done + $4
      where shop_id = $1 and policy_version = $2`,
    [shopId, assessing.policyVersion, last, people.length],
  );
  await endBatch(client, shopId, now, woken);
  return false;
}

/** Where to go on; null when everybody is assessed. */
async function begin(client: ShopClient, shopId: string, now: number): Promise<Assessing | null> {
  const { rows } = await client.query<Assessing & { isBegun: boolean }>(
    `select policy_version as "policyVersion", reached, started_at is not null as "isBegun"
       from assessment where shop_id = $1 and finished_at is null`,
    [shopId],
  );
  const [assessing] = rows;
  if (!assessing) return null;
  if (!assessing.isBegun) {
    await client.query(
      `update assessment set started_at = $3,
         people_total = (select count(*) from profile where shop_id = $1)
        where shop_id = $1 and policy_version = $2`,
      [shopId, assessing.policyVersion, new Date(now)],
    );
  }
  return assessing;
}

async function nextPeople(
  client: ShopClient,
  shopId: string,
  reached: string | null,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from profile where shop_id = $1 and id > $2 order by id limit $3`,
    [shopId, reached ?? NOBODY, BATCH],
  );
  return rows.map(({ id }) => id);
}

async function finish(
  client: ShopClient,
  shopId: string,
  policyVersion: number,
  now: number,
): Promise<void> {
  await client.query(
    'update assessment set finished_at = $3 where shop_id = $1 and policy_version = $2',
    [shopId, policyVersion, new Date(now)],
  );
}
