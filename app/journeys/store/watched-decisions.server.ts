import type { ShopClient } from '#app/platform/db.server.ts';

/** How many decisions of one outcome and reason a journey made. Moments are epoch milliseconds. */
export type WatchedDecisions = {
  outcome: string;
  reason: string;
  count: number;
  /** When the newest was made. */
  lastAt: number;
  /** From when on they are counted, where there are more than are looked at; null: all that was asked for. */
  countedFrom: number | null;
};

/** Of a span the newest decisions are looked at: what is usual is known from so many. */
const MOST_WATCHED = 20_000;

/**
 * Decisions of a journey on who enters, or on its emails, between two moments, counted by outcome and reason.
 * @param span epoch milliseconds, without its beginning
 */
export async function countWatchedDecisions(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  about: 'entries' | 'emails',
  { from, until }: { from: number; until: number },
): Promise<WatchedDecisions[]> {
  const { rows } = await client.query<WatchedDecisions>(
    `with newest as materialized (
       select outcome, reason, message_key, at from decision
        where shop_id = $1 and journey_key = $2 and at > $3 and at <= $4
        order by at desc limit ${String(MOST_WATCHED)})
     select outcome, reason, count(*) as count, max(at) as "lastAt",
            (select case when count(*) = ${String(MOST_WATCHED)} then min(at) end from newest) as "countedFrom"
       from newest
      where case $5 when 'emails' then message_key is not null and outcome in ('sent', 'skipped', 'failed', 'deferred')
                    else outcome = 'not_entered' end
      group by 1, 2`,
    [shopId, journeyKey, new Date(from), new Date(until), about],
  );
  return rows;
}
