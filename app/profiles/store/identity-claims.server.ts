import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter, writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';
import { MOST_CLAIMANTS, type IdentifierClaim } from '#app/profiles/identity/duplicate-pairs.ts';

const INSERT = `insert into identity_claim (shop_id, kind, value, claimed_by, profile_id, first_seen_at, last_seen_at)
  select $1, kind, value, id, id, $3, $3
  from json_to_recordset($2) as input (kind text, value text, id uuid)
  where not exists (select from identity_claim known
      where known.shop_id = $1 and known.kind = input.kind and known.value = input.value
        and known.profile_id = input.id)
    and (select count(*) from identity_claim known
      where known.shop_id = $1 and known.kind = input.kind and known.value = input.value) <= $4
  on conflict (shop_id, kind, value, claimed_by) do nothing`;

/**
 * Notes which profiles were received with which identifiers; those claimed by too many get no more claims. A profile
 * that claimed one before it was merged into another has one claim, not two.
 * @param now epoch milliseconds
 */
export async function insertClaims(
  client: ShopClient,
  shopId: string,
  claims: readonly StatementRow<typeof INSERT>[],
  now: number,
): Promise<void> {
  await writeRows(client, shopId, INSERT, claims, new Date(now), MOST_CLAIMANTS);
}

/** A claim with the profile that its claimant is part of now. */
export type KnownClaim = IdentifierClaim & { profileId: string };

const SEEN = `update identity_claim known set last_seen_at = greatest(last_seen_at, $3)
  from (select distinct kind, value from json_to_recordset($2) as row (kind text, value text)) as input
  where known.shop_id = $1 and known.kind = input.kind and known.value = input.value
  returning known.kind, known.value, known.claimed_by as "claimedBy", known.profile_id as "profileId"`;

/**
 * Notes when identifiers were last received with a profile that claims them.
 * @param now epoch milliseconds
 * @returns all claims to these identifiers
 */
export async function seeClaims(
  client: ShopClient,
  shopId: string,
  identifiers: readonly StatementRow<typeof SEEN>[],
  now: number,
): Promise<KnownClaim[]> {
  const { rows } = await client.query<KnownClaim>(SEEN, [
    shopId,
    rowsParameter(SEEN, identifiers),
    new Date(now),
  ]);
  return rows;
}
