import type { JourneyMove } from '#app/journeys/moves/journey-move.ts';
import type { PeopleAtStep } from '#app/journeys/moves/plan-moves.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

const MOVE = `id, journey_key as "journeyKey", version, mapping, state, people_total as total,
  people_moved as moved, people_exited as exited, started_by as "startedBy", started_at as "startedAt",
  finished_at as "finishedAt"`;

/** More steps of earlier versions than people stand at. */
const MOST_PLACES = 5_000;

/** Begins to move the people of a journey; nothing when they are being moved already. @returns whether it began */
export async function insertMove(
  client: ShopClient,
  shopId: string,
  move: Pick<
    JourneyMove,
    'id' | 'journeyKey' | 'version' | 'mapping' | 'total' | 'startedBy' | 'startedAt'
  >,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into journey_move (shop_id, id, journey_key, version, mapping, state, people_total, started_by, started_at)
     values ($1, $2, $3, $4, $5, 'running', $6, $7, $8) on conflict do nothing`,
    [
      shopId,
      move.id,
      move.journeyKey,
      move.version,
      JSON.stringify(move.mapping),
      move.total,
      move.startedBy,
      new Date(move.startedAt),
    ],
  );
  return rowCount === 1;
}

/** The newest move of a journey; null when there was none. */
export async function newestMove(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
): Promise<JourneyMove | null> {
  const { rows } = await client.query<JourneyMove>(
    `select ${MOVE} from journey_move where shop_id = $1 and journey_key = $2
      order by started_at desc, id limit 1`,
    [shopId, journeyKey],
  );
  return rows[0] ?? null;
}

/** A move that is under way, the longest first, which no other transaction goes on with; null when there is none. */
export async function lockRunningMove(
  client: ShopClient,
  shopId: string,
): Promise<JourneyMove | null> {
  const { rows } = await client.query<JourneyMove>(
    `select ${MOVE} from journey_move where shop_id = $1 and state = 'running'
      order by started_at, id limit 1 for update`,
    [shopId],
  );
  return rows[0] ?? null;
}

/** Adds to how many people were moved, and to how many left. */
export async function addMoved(
  client: ShopClient,
  shopId: string,
  id: string,
  { moved, exited }: Pick<JourneyMove, 'moved' | 'exited'>,
): Promise<void> {
  await client.query(
    `update journey_move set people_moved = people_moved + $3, people_exited = people_exited + $4
      where shop_id = $1 and id = $2`,
    [shopId, id, moved, exited],
  );
}

/** Ends a move that is under way. @param now epoch milliseconds @returns whether it was */
export async function finishMove(
  client: ShopClient,
  shopId: string,
  id: string,
  state: 'done' | 'cancelled',
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update journey_move set state = $3, finished_at = $4
      where shop_id = $1 and id = $2 and state = 'running'`,
    [shopId, id, state, new Date(now)],
  );
  return rowCount === 1;
}

/** Runs under way on versions of a journey before this one. */
export async function findEarlierRuns(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  version: number,
  limit: number,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from journey_run
      where shop_id = $1 and journey_key = $2 and journey_version < $3 and state = 'active'
      order by journey_version, id limit $4`,
    [shopId, journeyKey, version, limit],
  );
  return rows;
}

/** How many people stand at which step of the versions of a journey before this one. */
export async function countEarlierPeople(
  client: ShopClient,
  shopId: string,
  journeyKey: string,
  version: number,
): Promise<(PeopleAtStep & { version: number })[]> {
  const { rows } = await client.query<PeopleAtStep & { version: number }>(
    `select journey_version as version, step_id as "stepId", count(*)::int as people from journey_run
      where shop_id = $1 and journey_key = $2 and journey_version < $3 and state = 'active'
      group by 1, 2 order by 1 desc, 2 limit $4`,
    [shopId, journeyKey, version, MOST_PLACES],
  );
  return rows;
}
