import type { ShopClient } from '#app/platform/db.server.ts';
import {
  limitAndOffset,
  rowPage,
  sqlOrder,
  type ListView,
  type RowPage,
} from '#app/lib/list-view.ts';
import type { DataIssueGroup, DataIssueSort } from '#app/events/inbox/data-issues.ts';

/** How many a page of the list holds. */
const ISSUES_SHOWN = 50;

const COLUMNS: Record<DataIssueSort, string> = {
  last: 'last_seen_at',
  times: 'times',
  first: 'first_seen_at',
};

/** Where values could not be read. `search` is looked for in topic, field and problem. */
export async function listDataIssues(
  client: ShopClient,
  shopId: string,
  view: ListView<DataIssueSort>,
): Promise<RowPage<DataIssueGroup>> {
  const { rows } = await client.query<DataIssueGroup>(
    `select topic, field, problem, times, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
            sample is not null as "hasSample"
       from odd_value
      where shop_id = $1 and position($2 in lower(topic || ' ' || field || ' ' || problem)) > 0
      order by ${COLUMNS[view.sort]} ${sqlOrder(view)}, topic, field, problem
      limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, ISSUES_SHOWN)],
  );
  return rowPage(rows, ISSUES_SHOWN);
}

/** The sealed sample of an issue; null when none is kept any more. */
export async function findIssueSample(
  client: ShopClient,
  shopId: string,
  { topic, field, problem }: Pick<DataIssueGroup, 'topic' | 'field' | 'problem'>,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ sample: Buffer | null }>(
    'select sample from odd_value where shop_id = $1 and topic = $2 and field = $3 and problem = $4',
    [shopId, topic, field, problem],
  );
  return rows[0]?.sample ?? null;
}

/** Deletes every sample of a shop; which values had issues and how often stays. */
export async function deleteIssueSamples(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    'update odd_value set sample = null where shop_id = $1 and sample is not null',
    [shopId],
  );
}

/** Deletes issues that were last seen before a moment, epoch milliseconds. */
export async function deleteDataIssues(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query('delete from odd_value where shop_id = $1 and last_seen_at < $2', [
    shopId,
    new Date(before),
  ]);
}

/** Deletes the samples of issues that were last seen before a moment, epoch milliseconds. */
export async function deleteIssueSamplesBefore(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query(
    'update odd_value set sample = null where shop_id = $1 and last_seen_at < $2 and sample is not null',
    [shopId, new Date(before)],
  );
}
