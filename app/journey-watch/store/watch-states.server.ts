import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import type { WatchState } from '../watched.ts';

/** Everything that is watched of a shop. */
export async function selectWatchStates(client: ShopClient, shopId: string): Promise<WatchState[]> {
  const { rows } = await client.query<WatchState>(
    `select journey_key as "journeyKey", measure, rules, since, learned_from as "learnedFrom", last_at as "lastAt", missed, topics, profile, level,
            chances, profiled_at as "profiledAt", notice_ms as "noticeMs", checked_at as "checkedAt"
       from journey_watch where shop_id = $1 order by journey_key, measure limit 10000`,
    [shopId],
  );
  return rows;
}

/** How long a stop of a journey takes until it is noticed, and since when it is watched, by measure. */
export async function selectWatchOfJourney(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
): Promise<Pick<WatchState, 'measure' | 'since' | 'noticeMs' | 'checkedAt'>[]> {
  const { rows } = await client.query<
    Pick<WatchState, 'measure' | 'since' | 'noticeMs' | 'checkedAt'>
  >(
    `select measure, since, notice_ms as "noticeMs", checked_at as "checkedAt"
       from journey_watch where shop_id = $1 and journey_key = $2 order by measure desc`,
    [shopId, journeyKey],
  );
  return rows;
}

/** When anything of the shop was looked at last, epoch milliseconds; null when nothing is watched. */
export async function lastWatchedAt(client: ShopClient, shopId: string): Promise<number | null> {
  const { rows } = await client.query<{ at: number | null }>(
    'select max(checked_at) as at from journey_watch where shop_id = $1',
    [shopId],
  );
  return rows[0]?.at ?? null;
}

/** Saves what is watched as it stands, and forgets what is not watched any more. */
export async function saveWatchStates(
  client: ShopClient,
  shopId: string,
  states: readonly WatchState[],
): Promise<void> {
  const names = states.map(({ journeyKey, measure }) => `${measure}:${journeyKey}`);
  await client.query(
    `delete from journey_watch where shop_id = $1 and measure || ':' || journey_key <> all($2)`,
    [shopId, names],
  );
  await writeRows(
    client,
    shopId,
    `insert into journey_watch (shop_id, journey_key, measure, rules, since, learned_from, last_at, missed, topics, profile, level,
       chances, profiled_at, notice_ms, checked_at)
     select $1, journey_key, measure, rules, since, learned_from, last_at, missed, topics, profile, level, chances, profiled_at,
       notice_ms, checked_at
     from json_to_recordset($2) as row (journey_key text, measure text, rules text, since timestamptz,
       learned_from timestamptz, last_at timestamptz, missed json, topics json, profile json, level float8, chances json, profiled_at timestamptz,
       notice_ms int8, checked_at timestamptz)
     on conflict (shop_id, journey_key, measure) do update set rules = excluded.rules, since = excluded.since,
       learned_from = excluded.learned_from, last_at = excluded.last_at, missed = excluded.missed, topics = excluded.topics, profile = excluded.profile,
       level = excluded.level, chances = excluded.chances, profiled_at = excluded.profiled_at,
       notice_ms = excluded.notice_ms, checked_at = excluded.checked_at`,
    states.map((state) => ({
      journey_key: state.journeyKey,
      measure: state.measure,
      rules: state.rules,
      since: isoTime(state.since),
      learned_from: isoTime(state.learnedFrom),
      last_at: isoTime(state.lastAt),
      missed: state.missed,
      topics: state.topics,
      profile: state.profile,
      level: state.level,
      chances: state.chances,
      profiled_at: isoTime(state.profiledAt),
      notice_ms: state.noticeMs === null ? null : Math.round(state.noticeMs),
      checked_at: isoTime(state.checkedAt),
    })),
  );
}
