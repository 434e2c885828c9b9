import type { ShopClient } from '#app/platform/db.server.ts';
import type { HeldTable } from '#app/profiles/person-tables/registry.ts';
import type { PersonIdentifiers } from '../person-identifiers.ts';
import { rowsOfPerson } from './person-rows.server.ts';

/** How many rows of a table are a person's. */
export async function countHeldRows(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  person: PersonIdentifiers,
): Promise<number> {
  const theirs = rowsOfPerson(held, shopId, person);
  if (theirs === null) return 0;
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from ${held.table} where ${theirs.sql}`,
    theirs.values,
  );
  return rows[0]?.count ?? 0;
}

/**
 * The rows of a table that are a person's.
 * @param columns which columns of them
 * @param most how many at the most
 */
export async function readHeldRows(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  person: PersonIdentifiers,
  { columns, most }: { columns: readonly string[]; most: number },
): Promise<Record<string, unknown>[]> {
  const theirs = rowsOfPerson(held, shopId, person);
  if (theirs === null) return [];
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `select row_to_json(found) as row from (
       select ${columns.join(', ')} from ${held.table} where ${theirs.sql}
        limit ${String(most)}) as found`,
    theirs.values,
  );
  return rows.map(({ row }) => row);
}

/**
 * Deletes the rows of a table that are a person's and meet a condition.
 * @returns how many
 */
export async function deleteHeldRows(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  person: PersonIdentifiers,
  condition: string,
): Promise<number> {
  const theirs = rowsOfPerson(held, shopId, person);
  if (theirs === null) return 0;
  const { rowCount } = await client.query(
    `delete from ${held.table} where ${theirs.sql} and ${condition}`,
    theirs.values,
  );
  return rowCount ?? 0;
}

/**
 * Gives a person's rows that figures of the shop need to another profile, without what says whose they were.
 * @param standIn the other profile
 * @returns how many
 */
export async function giveHeldRows(
  client: ShopClient,
  shopId: string,
  held: HeldTable,
  person: PersonIdentifiers,
  { keep, set, standIn }: { keep: string; set: string; standIn: string },
): Promise<number> {
  const theirs = rowsOfPerson(held, shopId, person);
  if (theirs === null) return 0;
  const place = `$${String(theirs.values.length + 1)}`;
  const { rowCount } = await client.query(
    `update ${held.table} set profile_id = ${place}, ${set} where ${theirs.sql} and ${keep}`,
    [...theirs.values, standIn],
  );
  return rowCount ?? 0;
}

/**
 * Takes whose they are out of proofs of consent.
 * @param subjects identifiers as `kind:value`
 * @param now epoch milliseconds
 * @returns how many
 */
export async function blankConsentProofs(
  client: ShopClient,
  profileIds: readonly string[],
  subjects: readonly string[],
  now: number,
): Promise<number> {
  const { rows } = await client.query<{ proofs: number | null }>(
    'select erase_consent_of($1, $2, $3) as proofs',
    [profileIds, subjects, new Date(now)],
  );
  return rows[0]?.proofs ?? 0;
}

/** Deletes the runs of profiles that have not ended. */
export async function deleteOpenRuns(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  await client.query(
    'delete from journey_run where shop_id = $1 and profile_id = any($2) and ended_at is null',
    [shopId, profileIds],
  );
}
