import type { MessageClass } from '#app/consent/may-send.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** A message that was sent to a person, epoch milliseconds. */
export type MessageOfPersonRow = {
  profileId: string;
  effectKey: string;
  journeyKey: string | null;
  class: MessageClass;
  sentAt: number;
};

/** The messages that were sent to people between two moments, epoch milliseconds, of each at most `limit`, the newest. */
export async function messagesOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { from, until }: { from: number; until: number },
  limit: number,
): Promise<MessageOfPersonRow[]> {
  const { rows } = await client.query<MessageOfPersonRow>(
    `select person.id as "profileId", found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (select effect_key as "effectKey", journey_key as "journeyKey", class, sent_at as "sentAt"
        from message where shop_id = $1 and profile_id = person.id and sent_at >= $3 and sent_at <= $4
        order by sent_at desc limit $5) as found`,
    [shopId, profileIds, new Date(from), new Date(until), limit],
  );
  return rows;
}
