import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { changeByPlace } from './table-partitions.server.ts';

const THEIRS = 'shop_id = $1 and profile_id = profile.id';

/**
 * Profiles of whom nothing is known but what a browser did, and who did nothing since a moment.
 * @param before epoch milliseconds
 */
export async function findAnonymousProfiles(
  client: ShopClient,
  shopId: string,
  before: number,
  limit: number,
): Promise<string[]> {
  // Else those that have no address are all read, and sorted, for each part of them.
  const rows = await readInKeyOrder<{ id: string }>(
    client,
    `select id from profile
      where shop_id = $1 and last_seen_at < $2 and email is null and customer_id is null and orders = 0
        and not exists (select from identity where ${THEIRS}
                           and kind not in ('visitor', 'cart', 'checkout'))
        and not exists (select from purchase where ${THEIRS})
        and not exists (select from consent where ${THEIRS})
        and not exists (select from application where ${THEIRS})
        and not exists (select from effect where ${THEIRS} and state in ('attempted', 'in_doubt'))
      order by last_seen_at limit $3`,
    [shopId, new Date(before), limit],
  );
  return rows.map(({ id }) => id);
}

/** An identifier as it is stored. */
export type StoredIdentifier = { kind: string; value: string };

/** The identifiers of profiles, looked up one by one. */
export async function identifiersToDelete(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<StoredIdentifier[]> {
  const { rows } = await client.query<StoredIdentifier>(
    `select kind, value from unnest($2::uuid[]) as wanted (id)
      cross join lateral (select kind, value from identity
        where shop_id = $1 and profile_id = wanted.id offset 0) as found`,
    [shopId, ids],
  );
  return rows;
}

/** Takes profiles out of what others remember as no duplicates of theirs. */
export async function forgetNotDuplicates(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
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
}

/** Values of a column that lead to rows. */
export type RowLead = { column: string; type: 'uuid' | 'text'; values: readonly string[] };

/** Deletes the rows of a table, or of a partition of it, to which any of some values leads. */
export async function deleteRowsByLeads(
  client: ShopClient,
  shopId: string,
  partition: string,
  leads: readonly RowLead[],
): Promise<void> {
  const places = leads.map(({ column, type }, at) =>
    placesOf(partition, column, `$${String(at + 2)}::${type}[]`),
  );
  await changeByPlace(
    client,
    `delete from only ${partition} where shop_id = $1 and ctid = any(array(${places.join(' union all ')}))`,
    [shopId, ...leads.map(({ values }) => values)],
  );
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
