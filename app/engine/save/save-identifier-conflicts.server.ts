import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter, writeRows } from '#app/platform/write-rows.server.ts';
import {
  commonIdentifiers,
  MOST_CLAIMANTS,
  MOST_SHARED,
  pairsOf,
  type IdentifierClaim,
} from '#app/profiles/identity/duplicate-pairs.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/** A claim with the profile that its claimant is part of now. */
type KnownClaim = IdentifierClaim & { profileId: string };

/**
 * Notes which profiles were received with an identifier that another is known by, and that these may be one person.
 * Repeating it only moves the moment they were last seen; what staff decided of a pair stays.
 * @param now epoch milliseconds
 */
export async function saveIdentifierConflicts(
  client: ShopClient,
  shopId: string,
  conflicts: StateChanges['conflicts'],
  now: number,
): Promise<void> {
  const claims = await saveClaims(client, shopId, conflicts, new Date(now));
  const common = commonIdentifiers(claims);
  if (common.length > 0) await dropCommon(client, shopId, common, claims);
  const current = new Map(claims.map(({ claimedBy, profileId }) => [claimedBy, profileId]));
  const pairs = pairsOf(claims)
    .map((pair) => ({
      ...pair,
      lowNow: current.get(pair.lowId),
      highNow: current.get(pair.highId),
    }))
    .filter(({ lowNow, highNow }) => lowNow !== highNow);
  // Both ends as they are now; the key is as they were when they were found.
  await writeRows(
    client,
    shopId,
    `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared,
       first_seen_at, last_seen_at)
     select $1, "lowId", "highId", "lowNow", "highNow", shared, $3, $3
     from json_to_recordset($2) as pair ("lowId" uuid, "highId" uuid, "lowNow" uuid, "highNow" uuid,
       shared text[])
     on conflict (shop_id, low_id, high_id) do update set last_seen_at = excluded.last_seen_at,
       shared = (select array_agg(distinct one order by one)
         from unnest(possible_duplicate.shared || excluded.shared) as one)[1:${String(MOST_SHARED)}]`,
    pairs,
    new Date(now),
  );
}

const SEEN_CLAIMS = `update identity_claim known set last_seen_at = greatest(last_seen_at, $3)
  from (select distinct kind, value from json_to_recordset($2) as row (kind text, value text)) as input
  where known.shop_id = $1 and known.kind = input.kind and known.value = input.value
  returning known.kind, known.value, known.claimed_by as "claimedBy", known.profile_id as "profileId"`;

/** @returns all claims to these identifiers; of those claimed by too many only some */
async function saveClaims(
  client: ShopClient,
  shopId: string,
  conflicts: StateChanges['conflicts'],
  now: Date,
): Promise<KnownClaim[]> {
  const claimed = new Map(
    conflicts.flatMap(({ identifier: { kind, value }, profileId, owner }) =>
      [profileId, owner].map((id) => [`${kind}:${value} ${id}`, { kind, value, id }]),
    ),
  );
  const rows = [...claimed.values()];
  // A profile that claimed it before it was merged into another has one claim, not two.
  await writeRows(
    client,
    shopId,
    `insert into identity_claim (shop_id, kind, value, claimed_by, profile_id, first_seen_at, last_seen_at)
     select $1, kind, value, id, id, $3, $3
     from json_to_recordset($2) as input (kind text, value text, id uuid)
     where not exists (select from identity_claim known
         where known.shop_id = $1 and known.kind = input.kind and known.value = input.value
           and known.profile_id = input.id)
       and (select count(*) from identity_claim known
         where known.shop_id = $1 and known.kind = input.kind and known.value = input.value) <= $4
     on conflict (shop_id, kind, value, claimed_by) do nothing`,
    rows,
    now,
    MOST_CLAIMANTS,
  );
  const { rows: claims } = await client.query<KnownClaim>(SEEN_CLAIMS, [
    shopId,
    rowsParameter(SEEN_CLAIMS, rows),
    now,
  ]);
  return claims;
}

/** Takes identifiers that turned out to say nothing out of the pairs, and the pairs that shared nothing else. */
async function dropCommon(
  client: ShopClient,
  shopId: string,
  common: readonly string[],
  claims: readonly IdentifierClaim[],
): Promise<void> {
  const ids = [...new Set(claims.map(({ claimedBy }) => claimedBy))];
  await client.query(
    `update possible_duplicate set shared = array(
       select one from unnest(shared) as one where one <> all($2) order by one)
     where shop_id = $1 and low_id = any($3) and high_id = any($3) and shared && $2`,
    [shopId, common, ids],
  );
  await client.query(
    `delete from possible_duplicate
     where shop_id = $1 and low_id = any($2) and state = 'open' and shared = '{}'`,
    [shopId, ids],
  );
}
