import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { DataIssue } from '#app/events/event.ts';

/** A value that could not be read, and where. */
export type DeliveryIssue = DataIssue & {
  topic: string;
  /** When its delivery came in, epoch milliseconds. */
  seenAt: number;
};

type IssueRow = {
  topic: string;
  field: string;
  problem: string;
  sample: string;
  times: number;
  first: number;
  last: number;
};

/** Counts values that could not be read by where they stood, each with the latest as a sample. */
export async function saveDataIssues(
  client: ShopClient,
  shopId: string,
  issues: readonly DeliveryIssue[],
): Promise<void> {
  if (issues.length === 0) return;
  const rows = [...counted(issues).values()];
  const { rawBodies } = ringOf(client);
  await client.query(
    `insert into odd_value as known (shop_id, topic, field, problem, sample, times, first_seen_at, last_seen_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::bigint[],
       $7::timestamptz[], $8::timestamptz[])
     on conflict (shop_id, topic, field, problem) do update set
       sample = case when known.last_seen_at <= excluded.last_seen_at then excluded.sample else known.sample end,
       times = known.times + excluded.times,
       first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
       last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)`,
    [
      shopId,
      rows.map(({ topic }) => topic),
      rows.map(({ field }) => field),
      rows.map(({ problem }) => problem),
      rows.map(({ topic, field, problem, sample }) =>
        rawBodies.seal(Buffer.from(sample), placeIn('odd_value', shopId, topic, field, problem)),
      ),
      rows.map(({ times }) => times),
      rows.map(({ first }) => new Date(first)),
      rows.map(({ last }) => new Date(last)),
    ],
  );
}

function counted(issues: readonly DeliveryIssue[]): Map<string, IssueRow> {
  const rows = new Map<string, IssueRow>();
  for (const { topic, field: place, problem, raw, seenAt } of issues) {
    // Which line of a cart it was says nothing, and would make a row for each.
    const field = place.replace(/\[\d+\]/g, '[]');
    const key = JSON.stringify([topic, field, problem]);
    const known = rows.get(key);
    const isLatest = !known || seenAt >= known.last;
    rows.set(key, {
      topic,
      field,
      problem,
      sample: isLatest ? raw : known.sample,
      times: (known?.times ?? 0) + 1,
      first: Math.min(known?.first ?? seenAt, seenAt),
      last: Math.max(known?.last ?? seenAt, seenAt),
    });
  }
  return rows;
}
