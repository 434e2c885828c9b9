import type { ShopClient } from '#app/platform/db.server.ts';
import type { TimelineRow } from '#app/people/page/timeline.ts';
import { eventKindsOf, HIDDEN_KINDS } from '#app/people/page/timeline-events.ts';
import type { TimelineFilter } from '#app/people/page/timeline-kinds.ts';

/** Outcomes of decisions that hold a mail back; the others belong to journeys. */
const HELD_BACK = ['skipped', 'deferred', 'failed', 'in_doubt', 'run_failed'];
/** Outcomes that other entries show: a mail that was sent, a journey that was entered or left, what it waited for. */
const SHOWN_BY_OTHERS = [
  'sent',
  'done',
  'ended',
  'entered',
  'happened',
  'not_in_time',
  'waits_until',
  'moment_passed',
];

/**
 * What happened to a person and what Tendril did, newest first.
 * @param until nothing later than this moment, epoch milliseconds; null gives the newest
 * @param limit how many at most
 */
export async function timelineRows(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { kind, until, limit }: Pick<TimelineFilter, 'kind'> & { until: number | null; limit: number },
): Promise<TimelineRow[]> {
  const { rows } = await client.query<TimelineRow>(
    `(select 'event' as source, id::text as key, at, kind as what, null as reason, null as rule, props
        from event
       where shop_id = $1 and profile_id = $2 and kind <> all($4) and at < $5
         and ($6::text[] is null or kind = any($6))
      order by at desc limit $3)
     union all
     (select 'mail', effect_key, sent_at, template, null, null, json_build_object('subject', subject)
        from message where shop_id = $1 and profile_id = $2 and sent_at < $5 and $7
      order by sent_at desc limit $3)
     union all
     (select 'banner', b.id::text, b.created_at, '', null, null, b.content::json
        from effect e join banner b on b.shop_id = $1 and b.effect_key = e.key
       where e.shop_id = $1 and e.profile_id = $2 and e.kind = 'banner' and b.created_at < $5 and $7
      order by b.created_at desc limit $3)
     union all
     (select 'decision', id::text, at, outcome, reason, rule, facts
        from decision
       where shop_id = $1 and profile_id = $2 and outcome <> all($9) and at < $5
         and case when outcome = any($10) then $7 else $8 end
       order by at desc limit $3)
     union all
     (select 'entered', id::text, entered_at, journey_key, null, null, null
        from journey_run where shop_id = $1 and profile_id = $2 and entered_at < $5 and $8
      order by entered_at desc limit $3)
     union all
     (select 'ended', id::text, ended_at, journey_key, end_reason, null, null
        from journey_run
       where shop_id = $1 and profile_id = $2 and state <> 'failed' and ended_at < $5 and $8
       order by ended_at desc limit $3)
     order by at desc, source, key limit $3`,
    [
      shopId,
      profileId,
      limit,
      HIDDEN_KINDS,
      // PostgreSQL keeps parts of a millisecond.
      until === null ? 'infinity' : new Date(until + 1),
      kind && eventKindsOf(kind),
      kind === null || kind === 'messages',
      kind === null || kind === 'journeys',
      SHOWN_BY_OTHERS,
      HELD_BACK,
    ],
  );
  return rows;
}
