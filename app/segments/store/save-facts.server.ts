import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { FACT_COLUMNS, factRow, type StoredScore } from '#app/segments/fact-row.ts';

const COLUMNS = Object.keys(FACT_COLUMNS);
const TYPED = Object.entries(FACT_COLUMNS).map((column) => column.join(' '));

const SAVE = `insert into profile_fact (shop_id, profile_id, ${COLUMNS.join(', ')})
  select $1, profile_id, ${COLUMNS.join(', ')}
  from json_to_recordset($2) as row (profile_id uuid, ${TYPED.join(', ')})
  on conflict (shop_id, profile_id) do update set
    ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}` as const;

/**
 * Writes what segments read of people in the form that the database can count by, beside their profiles.
 * @param model the scoring model in use
 * @param people whose profiles are saved in the same transaction, each once
 * @returns the ids of those whose facts could not be found; nothing is written for them
 */
export async function saveSegmentFacts(
  client: ShopClient,
  shopId: string,
  model: ScoreModel,
  people: readonly { id: string; state: ProfileState; score: StoredScore }[],
): Promise<string[]> {
  const failed: string[] = [];
  const rows = people.flatMap(({ id, state, score }) => {
    try {
      return [Object.assign(factRow(model, state, score), { profile_id: id })];
    } catch {
      // Reported by the caller, beside the others of which nothing could be found.
      failed.push(id);
      return [];
    }
  });
  await writeRows(client, shopId, SAVE, rows);
  return failed;
}

/** Deletes the facts of profiles that are in no count any more. */
export async function forgetSegmentFacts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
): Promise<void> {
  if (profileIds.length === 0) return;
  await client.query('delete from profile_fact where shop_id = $1 and profile_id = any($2)', [
    shopId,
    profileIds,
  ]);
}
