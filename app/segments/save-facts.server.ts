import type { ShopClient } from '#app/db.server.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { FACT_COLUMNS, factRow, type StoredScore } from './fact-row.ts';

const COLUMNS = Object.keys(FACT_COLUMNS);
const TYPED = Object.entries(FACT_COLUMNS).map((column) => column.join(' '));

const SAVE = `insert into profile_fact (shop_id, profile_id, ${COLUMNS.join(', ')})
  select $1, profile_id, ${COLUMNS.join(', ')}
  from json_to_recordset($2) as row (profile_id uuid, ${TYPED.join(', ')})
  on conflict (shop_id, profile_id) do update set
    ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`;

/**
 * Writes what segments ask about people in the form that the database can count by, beside their profiles.
 * @param model the scoring model in use
 * @param people whose profiles are saved in the same transaction, each once
 */
export async function saveSegmentFacts(
  client: ShopClient,
  shopId: string,
  model: ScoreModel,
  people: readonly { id: string; state: ProfileState; score: StoredScore }[],
): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map(({ id, state, score }) => ({
    profile_id: id,
    ...factRow(model, state, score),
  }));
  await client.query(SAVE, [shopId, JSON.stringify(rows)]);
}
