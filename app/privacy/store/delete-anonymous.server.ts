import type pg from 'pg';
import { inShop, isStatementTimeout, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { HELD_TABLES, type HeldTable } from '#app/profiles/person-tables/registry.ts';
import { changeByPlace, tablePartitions } from './table-partitions.server.ts';

/** Profiles deleted in one transaction; the drain waits no longer than that. */
const PROFILES_AT_ONCE = 200;

/**
 * Deletes the profiles of whom nothing is known but what a browser did, and who did nothing since a moment, with
 * everything of theirs. A person who ordered, applied or said anything about consent is not anonymous. Killed at any
 * moment, it goes on with what is left.
 * @param before epoch milliseconds
 * @returns how many profiles
 */
export async function deleteAnonymous(
  pool: pg.Pool,
  heartbeat: Heartbeat,
  shopId: string,
  before: number,
  profilesAtOnce = PROFILES_AT_ONCE,
): Promise<number> {
  let deleted = 0;
  let most = profilesAtOnce;
  const deleteSome = (limit: number) =>
    inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await claimShop(client, shopId);
      const ids = await anonymousProfiles(client, shopId, before, limit);
      if (ids.length > 0) await deleteProfiles(client, shopId, ids);
      return ids.length;
    });
  for (;;) {
    try {
      const count = await deleteSome(most);
      deleted += count;
      if (count < most) return deleted;
    } catch (error) {
      // Some browsers did more than others: of fewer, one statement deletes all.
      if (!isStatementTimeout(error) || most === 1) throw error;
      most = Math.ceil(most / 2);
    }
  }
}

async function anonymousProfiles(
  client: ShopClient,
  shopId: string,
  before: number,
  limit: number,
): Promise<string[]> {
  const theirs = 'shop_id = $1 and profile_id = profile.id';
  const { rows } = await client.query<{ id: string }>(
    `select id from profile
      where shop_id = $1 and last_seen_at < $2 and email is null and customer_id is null and orders = 0
        and not exists (select from identity where ${theirs}
                           and kind not in ('visitor', 'cart', 'checkout'))
        and not exists (select from purchase where ${theirs})
        and not exists (select from consent where ${theirs})
        and not exists (select from application where ${theirs})
        and not exists (select from effect where ${theirs} and state in ('attempted', 'in_doubt'))
      order by last_seen_at limit $3`,
    [shopId, new Date(before), limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Rows by what leads to them, looked up one by one: of many at once the planner, which takes the shop for a small
 * one, reads all of its rows.
 */
function placesOf(partition: string, column: string, values: string): string {
  return `select found.ctid from unnest(${values}) as wanted (value)
    cross join lateral (select ctid from only ${partition}
      where shop_id = $1 and ${column} = wanted.value offset 0) as found`;
}

/** Deletes profiles and their rows from every table that the registry says holds a person. */
async function deleteProfiles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  const { rows: identifiers } = await client.query<{ kind: string; value: string }>(
    `select kind, value from unnest($2::uuid[]) as wanted (id)
      cross join lateral (select kind, value from identity
        where shop_id = $1 and profile_id = wanted.id offset 0) as found`,
    [shopId, ids],
  );
  // Others remember that they are not these; that goes as well.
  await changeByPlace(
    client,
    `update profile set kept_apart = array(
       select one from unnest(kept_apart) as one where one::uuid <> all($2::uuid[]))
      where shop_id = $1 and ctid = any(array(
        select found.ctid from unnest($2::uuid[]) as wanted (id)
         cross join lateral (
           (select high_profile_id as id from possible_duplicate
             where shop_id = $1 and low_profile_id = wanted.id offset 0)
           union all
           (select low_profile_id from possible_duplicate
             where shop_id = $1 and high_profile_id = wanted.id offset 0)) as other
         cross join lateral (select ctid from profile
           where shop_id = $1 and id = other.id offset 0) as found))`,
    [shopId, ids],
  );
  for (const held of WHOLE) await deleteHeld(client, shopId, held, ids, identifiers);
}

/** Who has rows of which something stays, a proof or an order, or has applied, is not anonymous. */
const WHOLE = HELD_TABLES.filter(
  ({ table, person }) => person.erase === 'delete' && table !== 'application',
);

async function deleteHeld(
  client: ShopClient,
  shopId: string,
  { table, person }: HeldTable,
  ids: readonly string[],
  identifiers: readonly { kind: string; value: string }[],
): Promise<void> {
  const values: unknown[] = [shopId];
  const place = (list: readonly string[], type: string) =>
    `$${String(values.push(list))}::${type}[]`;
  const wanted = person.profile.map((column) => ({ column, values: place(ids, 'uuid') }));
  for (const [column, kind] of Object.entries(person.identifiers ?? {})) {
    const theirs = identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
    if (theirs.length > 0) wanted.push({ column, values: place(theirs, 'text') });
  }
  if (wanted.length === 0) return;
  for (const partition of await tablePartitions(client, table)) {
    const places = wanted.map((one) => placesOf(partition, one.column, one.values));
    await changeByPlace(
      client,
      `delete from only ${partition} where shop_id = $1 and ctid = any(array(${places.join(' union all ')}))`,
      values,
    );
  }
}
