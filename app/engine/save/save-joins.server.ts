import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { changeEvents, groupByEvents } from './change-events.server.ts';

/** Keeps what profiles were before they became one, and why they did. */
export async function saveJoins(
  client: ShopClient,
  shopId: string,
  { parts, joins }: Pick<StateChanges, 'parts' | 'joins'>,
  now: number,
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `insert into profile_part (shop_id, id, profile_id, state, segments)
     select $1, id, "profileId", state, segments
     from json_to_recordset($2) as row (id uuid, "profileId" uuid, state json, segments json)
     on conflict (shop_id, id) do update set profile_id = excluded.profile_id, state = excluded.state,
       segments = excluded.segments`,
    parts,
  );
  await writeRows(
    client,
    shopId,
    `insert into profile_join (shop_id, id, profile_id, from_id, into_id, from_part_id, into_part_id, at,
       joined_at, cause, via)
     select $1, id, "profileId", "from", "into", "fromPart", "intoPart", at, $3, cause, via
     from json_to_recordset($2) as row (id uuid, "profileId" uuid, "from" uuid, "into" uuid, "fromPart" uuid,
       "intoPart" uuid, at timestamptz, cause text, via text[])
     on conflict do nothing`,
    joins.map((join) => ({ ...join, at: isoTime(join.at) })),
    new Date(now),
  );
  await noteJoins(
    client,
    shopId,
    joins.map(({ profileId }) => profileId),
    new Date(now),
  );
}

/**
 * Writes down with profiles how many of their joins could be split.
 * @param joinedAt when the last one was made; null leaves that as it is
 */
export async function noteJoins(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  joinedAt: Date | null,
): Promise<void> {
  await client.query(
    `update profile set joined_at = coalesce($3, joined_at), joins = (select count(*) from profile_join
       where profile_join.shop_id = $1 and profile_id = profile.id and state = 'open')
     where shop_id = $1 and id = any($2)`,
    [shopId, ids, joinedAt],
  );
}

/** Forgets the parts of profiles: from then on each is one part, and its joins cannot be split any more. */
export async function deleteProfileParts(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  for (const sql of [
    'update identity set part_id = null where shop_id = $1 and profile_id = any($2) and part_id is not null',
    'delete from profile_part where shop_id = $1 and profile_id = any($2)',
    `update profile_join set state = 'settled'
     where shop_id = $1 and profile_id = any($2) and state = 'open'`,
    'update profile set joined_at = null, joins = 0 where shop_id = $1 and id = any($2)',
  ])
    await client.query(sql, [shopId, ids]);
  const isJoined = '(part_id is not null or delta is not null)';
  const { together, large } = await groupByEvents(client, shopId, ids);
  for (const some of together)
    await client.query(
      `update event set part_id = null, delta = null
        where shop_id = $1 and profile_id = any($2) and ${isJoined}`,
      [shopId, some],
    );
  const change = { set: 'part_id = null, delta = null', where: isJoined, values: [] };
  for (const id of large) await changeEvents(client, shopId, id, change);
}
