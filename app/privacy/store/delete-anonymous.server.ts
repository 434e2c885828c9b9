import type pg from 'pg';
import { inShop, tookTooLong, type ShopClient } from '#app/db.server.ts';
import { assertAlive, type Pulse } from '#app/jobs/heartbeat.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { HELD_TABLES, type HeldTable } from '#app/profiles/person-tables/registry.ts';

/** Profiles deleted in one transaction; the drain waits no longer than that. */
const PROFILES_AT_ONCE = 200;

/**
 * Deletes the profiles of whom nothing is known but what a browser did, and who did nothing since a moment, with
 * everything of theirs. Somebody who ordered, applied or said anything about consent is not anonymous. Killed at any
 * moment, it goes on with what is left.
 * @param before epoch milliseconds
 * @returns how many profiles
 */
export async function deleteAnonymous(
  pool: pg.Pool,
  pulse: Pulse,
  shopId: string,
  before: number,
  profilesAtOnce = PROFILES_AT_ONCE,
): Promise<number> {
  let deleted = 0;
  let most = profilesAtOnce;
  const deleteSome = (limit: number) =>
    inShop(pool, shopId, async (client) => {
      await assertAlive(client, pulse);
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
      if (!tookTooLong(error) || most === 1) throw error;
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

/** Deletes profiles and their rows from every table that the registry says holds a person. */
async function deleteProfiles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  const { rows: identifiers } = await client.query<{ kind: string; value: string }>(
    'select kind, value from identity where shop_id = $1 and profile_id = any($2)',
    [shopId, ids],
  );
  // Others remember that they are not these; that goes as well.
  await client.query(
    `update profile set kept_apart = array(
       select one from unnest(kept_apart) as one where one::uuid <> all($2::uuid[]))
      where shop_id = $1 and id in (
        select unnest(array[low_profile_id, high_profile_id]) from possible_duplicate
         where shop_id = $1 and (low_profile_id = any($2) or high_profile_id = any($2)))`,
    [shopId, ids],
  );
  // Who has rows of which something stays, a proof or an order, is not anonymous.
  const whole = HELD_TABLES.filter(({ person }) => person.erase === 'delete');
  for (const held of whole) await deleteHeld(client, shopId, held, ids, identifiers);
}

async function deleteHeld(
  client: ShopClient,
  shopId: string,
  { table, person }: HeldTable,
  ids: readonly string[],
  identifiers: readonly { kind: string; value: string }[],
): Promise<void> {
  const values: unknown[] = [shopId];
  const conditions = person.profile.map((column) => {
    values.push(ids);
    return `${column} = any($${String(values.length)}::uuid[])`;
  });
  for (const [column, kind] of Object.entries(person.identifiers ?? {})) {
    const theirs = identifiers.filter((one) => one.kind === kind).map(({ value }) => value);
    if (theirs.length === 0) continue;
    values.push(theirs);
    conditions.push(`${column} = any($${String(values.length)}::text[])`);
  }
  if (conditions.length === 0) return;
  await client.query(
    `delete from ${table} where shop_id = $1 and (${conditions.join(' or ')})`,
    values,
  );
}
