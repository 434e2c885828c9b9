import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * How often a journey made decisions of one outcome and reason. Those of a minute are one: an email that was sent, else what was
 * most frequent. Minutes that follow each other, of five at most, are one where each has many, as of a recompute. Moments are
 * epoch milliseconds.
 */
export type WatchedDecisions = {
  outcome: string;
  reason: string;
  count: number;
  /** When the newest was made. */
  lastAt: number;
};

/** Of a span the newest decisions are looked at: what is usual is known from so many. */
const MOST_WATCHED = 20_000;
/** Minutes one after the other that count once, where each has so many decisions. */
const BATCH_MINUTES = '5';
const MANY = '5';
/** Those that are about what is asked for, the fifth parameter. */
const ABOUT = `case $5 when 'emails' then message_key is not null and outcome in ('sent', 'skipped', 'failed', 'deferred')
                        else outcome = 'not_entered' end`;

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
        order by at desc limit ${String(MOST_WATCHED)}),
     by_minute as (
       select distinct on (minute) minute, outcome, reason, count, at, sum(count) over (partition by minute) as people from (
         select date_trunc('minute', at) as minute, outcome, reason, count(*) as count, max(at) as at from newest
          where ${ABOUT}
          group by 1, 2, 3) as found
        order by minute, case outcome when 'sent' then 0 when 'deferred' then 2 else 1 end, count desc, reason),
     by_kind as (
       select *, case when outcome in ('sent', 'deferred') then outcome when people >= ${MANY} then 'batch' else 'missed' end as kind from by_minute),
     islands as (
       select *, minute - interval '1 minute' * row_number() over (partition by kind order by minute) as island from by_kind),
     parts as (
       select *, (row_number() over (partition by kind, island order by minute) - 1)
                 / case kind when 'batch' then ${BATCH_MINUTES} else 1 end as part from islands),
     batches as (
       select distinct on (kind, island, part) outcome, reason, max(at) over (partition by kind, island, part) as at
         from parts order by kind, island, part, count desc, minute)
     select outcome, reason, count(*) as count, max(at) as "lastAt" from batches group by 1, 2`,
    [shopId, journeyKey, new Date(from), new Date(until), about],
  );
  return rows;
}

/**
 * In how many minutes of a span a person entered a journey or one of its emails was sent, in how many others people were
 * refused or emails skipped (those of a recompute are once), and how many of these follow another such.
 * @param span epoch milliseconds, without its beginning
 */
export async function countUsualChances(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  about: 'entries' | 'emails',
  { from, until }: { from: number; until: number },
): Promise<{ taken: number; missed: number; again: number }> {
  const { rows } = await client.query<{ taken: number; missed: number; again: number }>(
    `with newest as materialized (
       select outcome, message_key, at from decision
        where shop_id = $1 and journey_key = $2 and at > $3 and at <= $4
        order by at desc limit ${String(MOST_WATCHED)}),
     entered as materialized (
       select entered_at as at from journey_run
        where $5 = 'entries' and shop_id = $1 and journey_key = $2 and entered_at > $3 and entered_at <= $4
        order by entered_at desc limit ${String(MOST_WATCHED)}),
     span as (
       select greatest((select case when count(*) = ${String(MOST_WATCHED)} then min(at) end from newest),
                       (select case when count(*) = ${String(MOST_WATCHED)} then min(at) end from entered)) as counted_from),
     by_minute as (
       select minute, bool_or(taken) as taken, not bool_or(taken) and count(*) >= ${MANY} as is_batch from (
         select date_trunc('minute', at) as minute, at, outcome = 'sent' as taken from newest
          where ${ABOUT} and outcome <> 'deferred'
         union all select date_trunc('minute', at), at, true from entered) as found, span
        where counted_from is null or at >= counted_from
        group by 1),
     islands as (
       select *, minute - interval '1 minute' * row_number() over (partition by is_batch order by minute) as island from by_minute),
     parts as (
       select *, (row_number() over (partition by is_batch, island order by minute) - 1) % ${BATCH_MINUTES} as place from islands),
     in_order as (
       select taken, lag(taken) over (order by minute) as before from parts where not is_batch or place = 0)
     select count(*) filter (where taken) as taken, count(*) filter (where not taken) as missed,
            count(*) filter (where not taken and not before) as again
       from in_order`,
    [shopId, journeyKey, new Date(from), new Date(until), about],
  );
  return rows[0] ?? { taken: 0, missed: 0, again: 0 };
}
