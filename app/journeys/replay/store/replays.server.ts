import type { ShopClient } from '#app/platform/db.server.ts';
import type {
  ReplayBackground,
  ReplayProblem,
  ReplayRecord,
  ReplayState,
  ReplaySummary,
} from '#app/journeys/replay/replay-record.ts';
import type { ReplayTotals } from '#app/journeys/replay/replay-totals.ts';

const SUMMARY = `id, journey_key as "journeyKey", version, draft_revision as "draftRevision", days, since, until, state,
  people_total as "peopleTotal", people_done as "peopleDone", problem, requested_by as "requestedBy",
  requested_at as "requestedAt", finished_at as "finishedAt"`;

/** A replay that is to be run. Times are epoch milliseconds. */
export type NewReplay = {
  id: string;
  journeyKey: string;
  version: number | null;
  draftRevision: number | null;
  content: object;
  digest: string;
  days: number;
  since: number;
  until: number;
  requestedBy: string;
  /** Whether it is one of those by which opportunities are ranked; not unless it is said. */
  isRanking?: boolean;
};

/** Writes down that a journey is to be replayed. */
export async function insertReplay(
  client: ShopClient,
  shopId: string,
  replay: NewReplay,
  now: number,
): Promise<void> {
  await client.query(
    `insert into replay (shop_id, id, journey_key, version, draft_revision, content, digest, days, since, until, state,
       requested_by, requested_at, is_ranking)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'running', $11, $12, $13)`,
    [
      shopId,
      replay.id,
      replay.journeyKey,
      replay.version,
      replay.draftRevision,
      JSON.stringify(replay.content),
      replay.digest,
      replay.days,
      new Date(replay.since),
      new Date(replay.until),
      replay.requestedBy,
      new Date(now),
      replay.isRanking ?? false,
    ],
  );
}

/** The replays of a journey, the newest first, at most `limit`. */
export async function listReplays(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  limit: number,
): Promise<ReplaySummary[]> {
  const { rows } = await client.query<ReplaySummary>(
    `select ${SUMMARY} from replay where shop_id = $1 and journey_key = $2
      order by requested_at desc, id limit $3`,
    [shopId, journeyKey, limit],
  );
  return rows;
}

/** A replay of a journey; undefined when there is none. */
export async function loadReplay(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  id: string,
): Promise<ReplayRecord | undefined> {
  const { rows } = await client.query<ReplayRecord>(
    `select ${SUMMARY}, content, totals, aside from replay
      where shop_id = $1 and journey_key = $2 and id = $3`,
    [shopId, journeyKey, id],
  );
  return rows[0];
}

/** A replay under way, with how far it is. */
export type OpenReplay = Pick<ReplayRecord, 'id' | 'journeyKey' | 'content' | 'since' | 'until'> & {
  version: number | null;
  peopleDone: number;
  reached: string;
  totals: ReplayTotals | null;
  isRanking: boolean;
};

/** The replays that are to be run, at most `limit`: the oldest first, and those of a ranking after all others. */
export async function openReplays(
  client: ShopClient,
  shopId: string,
  limit: number,
): Promise<OpenReplay[]> {
  const { rows } = await client.query<OpenReplay>(
    `select id, journey_key as "journeyKey", version, content, since, until, people_done as "peopleDone",
            reached, totals, is_ranking as "isRanking"
       from replay where shop_id = $1 and state = 'running' order by is_ranking, requested_at, id limit $2`,
    [shopId, limit],
  );
  return rows;
}

/** Says how many people there are to be replayed, and what stands beside the totals. */
export async function beginReplay(
  client: ShopClient,
  shopId: string,
  id: string,
  { peopleTotal, aside }: { peopleTotal: number; aside: ReplayBackground },
): Promise<void> {
  await client.query(
    `update replay set people_total = $3, aside = $4 where shop_id = $1 and id = $2 and state = 'running'`,
    [shopId, id, peopleTotal, JSON.stringify(aside)],
  );
}

/** Saves how far a replay is. @returns whether it is to go on: it may have been cancelled */
export async function saveReplayProgress(
  client: ShopClient,
  shopId: string,
  id: string,
  progress: { peopleDone: number; reached: string; totals: ReplayTotals },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update replay set people_done = $3, reached = $4, totals = $5
      where shop_id = $1 and id = $2 and state = 'running'`,
    [shopId, id, progress.peopleDone, progress.reached, JSON.stringify(progress.totals)],
  );
  return rowCount === 1;
}

/** Ends a replay that is under way, of this journey where one is given. @returns whether it was */
export async function endReplay(
  client: ShopClient,
  shopId: string,
  id: string,
  end: { state: Exclude<ReplayState, 'running'>; problem: ReplayProblem | null; now: number },
  ofJourney: string | null = null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update replay set state = $3, problem = $4, finished_at = $5
      where shop_id = $1 and id = $2 and state = 'running' and ($6::text is null or journey_key = $6)`,
    [
      shopId,
      id,
      end.state,
      end.problem === null ? null : JSON.stringify(end.problem),
      new Date(end.now),
      ofJourney,
    ],
  );
  return rowCount === 1;
}

/** Deletes the replays of a journey that staff asked for, but for the newest. */
export async function deleteOldReplays(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  newest: number,
): Promise<void> {
  await client.query(
    `delete from replay where shop_id = $1 and id in (
       select id from replay where shop_id = $1 and journey_key = $2 and state <> 'running' and not is_ranking
        order by requested_at desc, id offset $3)`,
    [shopId, journeyKey, newest],
  );
}
