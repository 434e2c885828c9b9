import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Where a person's lead stands. */
export type LeadRow = { id: string; stage: LeadStage; changedAt: number; changedBy: string };

const NEWEST = `select id from lead where shop_id = $1 and profile_id = $2 order by changed_at desc, id limit 1`;

/** The lead of a person: of several, after people were merged, the one that changed last. Null when there is none. */
export async function leadOf(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<LeadRow | null> {
  const { rows } = await client.query<LeadRow>(
    `select id, stage, changed_at as "changedAt", changed_by as "changedBy" from lead
      where shop_id = $1 and id = (${NEWEST})`,
    [shopId, profileId],
  );
  return rows[0] ?? null;
}

/** The same lead, held until the transaction ends, so that it stands where it is read to stand. */
export async function lockLead(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<LeadRow | null> {
  const { rows } = await client.query<LeadRow>(
    `select id, stage, changed_at as "changedAt", changed_by as "changedBy" from lead
      where shop_id = $1 and id = (${NEWEST}) for no key update`,
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

/** A lead that is moved back from the stage in which it was left; moments are epoch milliseconds. */
export type LeadReturn = {
  profileId: string;
  stage: LeadStage;
  back: LeadStage;
  /** Since when it stood there; null where that is not known. */
  since: number | null;
  by: string;
  now: number;
};

/** Moves a person's lead back, while it stands where it was moved to. @returns false when it does not */
export async function returnLead(
  client: ShopClient,
  shopId: string,
  lead: LeadReturn,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update lead set stage = $4, changed_at = least(coalesce($5::timestamptz, $7), $7), changed_by = $6
      where shop_id = $1 and stage = $3 and id = (${NEWEST})`,
    [
      shopId,
      lead.profileId,
      lead.stage,
      lead.back,
      lead.since === null ? null : new Date(lead.since),
      lead.by,
      new Date(lead.now),
    ],
  );
  return rowCount === 1;
}

/** Deletes a person's lead that stands where it was begun, unchanged since. @returns false when it does not */
export async function deleteBegunLead(
  client: ShopClient,
  shopId: string,
  { profileId, stage }: Pick<LeadReturn, 'profileId' | 'stage'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from lead where shop_id = $1 and stage = $3 and changed_at = created_at and id = (${NEWEST})`,
    [shopId, profileId, stage],
  );
  return rowCount === 1;
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
