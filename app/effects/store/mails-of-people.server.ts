import type { ShopClient } from '#app/platform/db.server.ts';

/** An email that waits for a person, or that was handed over and has no answer; its payload is not read yet. */
export type MailOfPersonRow = {
  key: string;
  profileId: string;
  state: string;
  /** Why it waits, as a word of ours; null when nothing has put it off. */
  reason: string | null;
  attempts: number;
  payload: unknown;
  /** Epoch milliseconds. */
  createdAt: number;
  dueAt: number;
  attemptedAt: number | null;
};

/** More emails do not wait for one person. */
const MOST_WAITING = 100;

/**
 * The emails that wait for people and are due until a moment, and those that may have reached them just now; none of runs that
 * ended.
 * @param period which were asked for since `since` and are due until `until`, epoch milliseconds
 */
export async function selectMailsOfPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { since, until }: { since: number; until: number },
): Promise<MailOfPersonRow[]> {
  const { rows } = await client.query<MailOfPersonRow>(
    // Person by person: else all emails of the shop that are due may be read for each.
    `select found.* from unnest($2::uuid[]) as person (id)
      cross join lateral (
        select key, person.id as "profileId", state, reason, attempts, payload, created_at as "createdAt",
               due_at as "dueAt", attempted_at as "attemptedAt"
          from (select key, kind, state, reason, run_id, attempts, payload, created_at, due_at, attempted_at
                  from effect where shop_id = $1 and profile_id = person.id and created_at > $3 offset 0) as theirs
         where kind = 'email'
           and (state in ('attempted', 'in_doubt') or (state = 'ready' and due_at <= $4))
           and not exists (select from journey_run run
             where run.shop_id = $1 and run.id = theirs.run_id and run.state = 'exited')
         order by due_at, key limit ${String(MOST_WAITING)}) as found`,
    [shopId, profileIds, new Date(since), new Date(until)],
  );
  return rows;
}
