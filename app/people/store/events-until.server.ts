import type { ShopClient } from '#app/platform/db.server.ts';
import { keptEvent, type KeptEvent, type KeptRow } from '#app/profiles/profile-as-of.ts';

/**
 * The events kept of a person up to a moment, newest first.
 * @param most no more than so many
 */
export async function eventsUntil(
  client: ShopClient,
  shopId: string,
  profileId: string,
  at: number,
  most: number,
): Promise<KeptEvent[]> {
  const { rows } = await client.query<KeptRow>(
    `select kind, at, props from event
      where shop_id = $1 and profile_id = $2 and at <= $3 order by at desc limit $4`,
    [shopId, profileId, new Date(at), most],
  );
  return rows.map(keptEvent);
}
