import { isoTime } from '#app/lib/iso-time.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter } from '#app/platform/write-rows.server.ts';
import type { JourneyStop } from '../journey-stop.ts';

const COLUMNS = `id, journey_key as "journeyKey", measure, since, noticed_at as "noticedAt", cause, detail`;

/** More at once are not read. */
const MOST_OPEN = 1_000;
const STOPS_SHOWN = 50;

/** The stops of a shop that go on, those that staff hid as well. */
export async function selectOpenStops(client: ShopClient, shopId: string): Promise<JourneyStop[]> {
  const { rows } = await client.query<JourneyStop>(
    `select ${COLUMNS} from journey_stop where shop_id = $1 and resolved_at is null
      order by noticed_at, id limit ${String(MOST_OPEN)}`,
    [shopId],
  );
  return rows;
}

/** Of those the ones that staff did not hide. @param now epoch milliseconds */
export async function selectShownStops(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<JourneyStop[]> {
  const { rows } = await client.query<JourneyStop>(
    `select ${COLUMNS} from journey_stop
      where shop_id = $1 and resolved_at is null and dismissed_at is null
        and (snoozed_until is null or snoozed_until <= $2)
      order by noticed_at, id limit ${String(MOST_OPEN)}`,
    [shopId, new Date(now)],
  );
  return rows;
}

export type ListedStopRow = JourneyStop & {
  resolvedAt: number | null;
  snoozedUntil: number | null;
};

/**
 * A page of the stops that were not dismissed: those that go on, and those that were resolved in a while.
 * @param keys of journeys whose name has what is searched; null when nothing is
 * @param since resolved ones from before are left out, epoch milliseconds
 */
export async function selectListedStops(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
  keys: readonly string[] | null,
  since: number,
): Promise<{ rows: ListedStopRow[]; hasMore: boolean }> {
  const { rows } = await client.query<ListedStopRow>(
    `select ${COLUMNS}, resolved_at as "resolvedAt", snoozed_until as "snoozedUntil" from journey_stop
      where shop_id = $1 and dismissed_at is null and (resolved_at is null or resolved_at >= $2)
        and ($3::text[] is null or journey_key = any($3))
      order by noticed_at ${sqlOrder(view)}, id limit $4 offset $5`,
    [shopId, new Date(since), keys, ...limitAndOffset(view, STOPS_SHOWN)],
  );
  return rowPage(rows, STOPS_SHOWN);
}

const INSERT_STOPS = `insert into journey_stop (shop_id, id, journey_key, measure, since, noticed_at, cause, detail)
  select $1, id, journey_key, measure, since, noticed_at, cause, detail
  from json_to_recordset($2) as row (id uuid, journey_key text, measure text, since timestamptz,
    noticed_at timestamptz, cause text, detail text)
  on conflict do nothing returning id`;

/** Saves stops that were noticed; one that is known already stays as it is. @returns ids of those that were not known */
export async function insertStops(
  client: ShopClient,
  shopId: string,
  stops: readonly JourneyStop[],
): Promise<Set<string>> {
  if (stops.length === 0) return new Set();
  const written = stops.map((stop) => ({
    id: stop.id,
    journey_key: stop.journeyKey,
    measure: stop.measure,
    since: isoTime(stop.since),
    noticed_at: isoTime(stop.noticedAt),
    cause: stop.cause,
    detail: stop.detail,
  }));
  const { rows } = await client.query<{ id: string }>(INSERT_STOPS, [
    shopId,
    rowsParameter(INSERT_STOPS, written),
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Stops that were resolved since a moment, epoch milliseconds; the newest 1,000. */
export async function selectResolvedStops(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<JourneyStop[]> {
  const { rows } = await client.query<JourneyStop>(
    `select ${COLUMNS} from journey_stop where shop_id = $1 and resolved_at >= $2
      order by resolved_at desc limit ${String(MOST_OPEN)}`,
    [shopId, new Date(since)],
  );
  return rows;
}

/** Notes that stops are over. @param now epoch milliseconds */
export async function resolveStops(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  await client.query(
    `update journey_stop set resolved_at = $3 where shop_id = $1 and id = any($2) and resolved_at is null`,
    [shopId, ids, new Date(now)],
  );
}

/** How a stop is hidden from the lists: until a moment (epoch milliseconds), for good, or not any more. */
export type StopHiding = { snoozedUntil: number | null; dismissedAt: number | null };

/** Hides stops from the lists, or shows them again. @returns ids of those that are known */
export async function hideStopRows(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
  { snoozedUntil, dismissedAt }: StopHiding,
  actor: string,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `update journey_stop set snoozed_until = $3, dismissed_at = $4, hidden_by = $5
      where shop_id = $1 and id = any($2) returning id`,
    [
      shopId,
      ids,
      snoozedUntil === null ? null : new Date(snoozedUntil),
      dismissedAt === null ? null : new Date(dismissedAt),
      actor,
    ],
  );
  return rows.map(({ id }) => id);
}

/** Deletes stops that were resolved before a moment, epoch milliseconds; 1,000 at most, the others the next time. */
export async function deleteOldStops(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query(
    `delete from journey_stop where shop_id = $1 and id in (
       select id from journey_stop where shop_id = $1 and resolved_at < $2 limit ${String(MOST_OPEN)})`,
    [shopId, new Date(before)],
  );
}
