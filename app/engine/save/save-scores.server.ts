import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { normalizeText } from '#app/lib/normalize-text.ts';
import type { AssessedProfile } from '#app/engine/load/loaded-state.ts';

/**
 * Writes what time alone changed of people: scores, stage and the next moment. What is known of them stays as it
 * is saved, which is ten times as much and in more indexes.
 */
export async function saveScores(
  client: ShopClient,
  shopId: string,
  profiles: readonly AssessedProfile[],
): Promise<void> {
  const rows = profiles.map(({ id, score, stage, nextChangeAt }) => ({
    id,
    ...score,
    comparable: normalizeText(score.grade),
    stage,
    next: isoTime(nextChangeAt),
  }));
  await writeRows(
    client,
    shopId,
    `with row as (select * from json_to_recordset($2) as row (id uuid, intent real, fit real, score smallint,
         grade text, comparable text, band text, stage text, next timestamptz)),
       facts as (update profile_fact set grade = row.comparable, band = row.band from row
         where profile_fact.shop_id = $1 and profile_fact.profile_id = row.id
           and (profile_fact.grade, profile_fact.band) is distinct from (row.comparable, row.band))
     update profile set intent = row.intent, fit = row.fit, score = row.score, grade = row.grade,
       band = row.band, stage = row.stage, next_change_at = row.next
     from row where profile.shop_id = $1 and profile.id = row.id`,
    rows,
  );
}
