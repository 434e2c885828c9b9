import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * Those of some people who asked the shop's help desk something that it has not closed. One whose number is not known closes
 * with the next that is closed.
 * @param since what was opened before is taken as closed, for some help desks never say so; epoch milliseconds
 */
export async function peopleWithOpenTicket(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  since: number,
): Promise<Set<string>> {
  if (profileIds.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(
    `select person.id from unnest($2::uuid[]) as person (id)
      where exists (
        select from event opened
         where opened.shop_id = $1 and opened.profile_id = person.id and opened.at > $3
           and opened.kind = 'support.ticket_opened'
           and not exists (
             select from event closed
              where closed.shop_id = $1 and closed.profile_id = person.id and closed.at > $3
                and closed.at >= opened.at and closed.kind = 'support.ticket_closed'
                and coalesce(closed.props ->> 'ticketId' = opened.props ->> 'ticketId', true)))`,
    [shopId, profileIds, new Date(since)],
  );
  return new Set(rows.map(({ id }) => id));
}
