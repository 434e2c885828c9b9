import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Where a person's lead stands. */
export type LeadRow = { id: string; stage: LeadStage; changedAt: number; changedBy: string };

/** The lead of a person: of several, after people were merged, the one that changed last. Null when there is none. */
export async function leadOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<LeadRow | null> {
  const { rows } = await client.query<LeadRow>(
    `select id, stage, changed_at as "changedAt", changed_by as "changedBy" from lead
      where shop_id = $1 and profile_id = $2 order by changed_at desc, id limit 1`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}

/**
 * Writes the stage of a lead, which is begun when it is not there yet.
 * @returns false when there is no such person
 */
export async function saveLeadStage(
  client: ShopClient,
  shopId: string,
  lead: { id: string; profileId: string; stage: LeadStage; by: string; now: number },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into lead (shop_id, id, profile_id, origin_id, stage, created_at, changed_at, changed_by)
     select $1, $2, id, id, $4, $6, $6, $5 from profile where shop_id = $1 and id = $3
     on conflict (shop_id, id) do update set stage = excluded.stage, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [shopId, lead.id, lead.profileId, lead.stage, lead.by, new Date(lead.now)],
  );
  return rowCount === 1;
}

/** Deletes a lead. */
export async function deleteLead(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query('delete from lead where shop_id = $1 and id = $2', [shopId, id]);
}

/**
 * Those of some people whose lead stands in one of some stages, and since when, epoch milliseconds; of several leads of a person
 * the one that changed last counts.
 */
export async function selectLeadsInStages(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  stages: readonly LeadStage[],
): Promise<{ profileId: string; changedAt: number }[]> {
  const { rows } = await client.query<{ profileId: string; changedAt: number }>(
    `select person.id as "profileId", newest.changed_at as "changedAt" from unnest($2::uuid[]) as person (id)
      cross join lateral (select stage, changed_at from lead where shop_id = $1 and profile_id = person.id
        order by changed_at desc, id limit 1) as newest
      where newest.stage = any($3)`,
    [shopId, profileIds, stages],
  );
  return rows;
}
