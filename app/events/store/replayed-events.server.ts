import type { ShopClient } from '#app/platform/db.server.ts';

/** Those of some people of whom something of these kinds happened between two moments, epoch milliseconds. */
export async function findPeopleWithEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  kinds: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select person.id from unnest($2::uuid[]) as person (id)
      cross join lateral (select from event
        where shop_id = $1 and profile_id = person.id and kind = any($3) and at >= $4 and at <= $5
        limit 1) as found`,
    [shopId, profileIds, kinds, new Date(from), new Date(until)],
  );
  return rows;
}

/** What happened to a person: `events` is the JSON of so many rows `[id, at, kind, props]`, to be parsed where it is read. */
export type PastEventsRow = {
  /** Which of the people it is, from 1. */
  place: number;
  count: number;
  events: string;
};

/**
 * What happened to people between two moments, epoch milliseconds: one row for each of whom there is something, in the order
 * of the people. Where there are as many events as the limit, the last row may lack some of them.
 * @param kinds null for all of them
 * @param limit at most so many events in all
 */
export async function readPastEvents(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { kinds, from, until }: { kinds: readonly string[] | null; from: number; until: number },
  limit: number,
): Promise<PastEventsRow[]> {
  const { rows } = await client.query<PastEventsRow>(
    `select place, count(*) as count,
            concat('[', string_agg(concat('["', id, '",', at, ',', kind, ',', props, ']'), ','), ']') as events
       from (select person.place, found.id, floor(extract(epoch from found.at) * 1000) as at, to_json(found.kind) as kind,
                    found.props
               from unnest($2::uuid[]) with ordinality as person (id, place)
              cross join lateral (select id, at, kind, props from event
                where shop_id = $1 and profile_id = person.id and at >= $4 and at <= $5
                  and ($3::text[] is null or kind = any($3)) limit $6) as found
              order by person.place limit $6) as past
      group by place order by place`,
    [shopId, profileIds, kinds, new Date(from), new Date(until), limit],
  );
  return rows;
}
