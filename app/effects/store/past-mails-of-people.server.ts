import type { ShopClient } from '#app/platform/db.server.ts';

/** A marketing email that was asked for, and how long it waited; its payload is not read yet. Times are epoch milliseconds. */
export type PastMailRow = {
  key: string;
  profileId: string;
  state: string;
  payload: unknown;
  createdAt: number;
  /** When it was due in the end. */
  dueAt: number;
  /** When it was sent, given up, or its run ended; null while it waits. */
  waitedUntil: number | null;
};

/**
 * The marketing emails that were asked for between two moments, epoch milliseconds, but for those of a journey; of each person
 * at most `limit`, the newest.
 */
export async function pastMailsOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { from, until, except }: { from: number; until: number; except: string },
  limit: number,
): Promise<PastMailRow[]> {
  const { rows } = await client.query<PastMailRow>(
    `select found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select theirs.key, person.id as "profileId", theirs.state, payload, theirs.created_at as "createdAt",
               due_at as "dueAt",
               least(case when theirs.state <> 'ready' then coalesce(settled_at, attempted_at) end,
                     case when run.state = 'exited' then run.ended_at end) as "waitedUntil"
          from effect theirs left join journey_run run on run.shop_id = $1 and run.id = theirs.run_id
         where theirs.shop_id = $1 and theirs.profile_id = person.id and theirs.created_at > $3
           and theirs.created_at <= $4 and theirs.kind = 'email' and payload ->> 'class' = 'marketing'
           and payload ->> 'journeyKey' is distinct from $5
         order by theirs.created_at desc limit $6) as found`,
    [shopId, profileIds, new Date(from), new Date(until), except, limit],
  );
  return rows;
}
