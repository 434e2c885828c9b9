import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import {
  limitAndOffset,
  rowPage,
  sqlOrder,
  type ListView,
  type RowPage,
} from '#app/lib/list-view.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import type { DataIssueGroup, DataIssueSort } from './data-issues.ts';

/** How long the figures of data quality are kept, milliseconds. */
const COUNTS_KEPT_MS = 70 * DAY;
const SAMPLES_KEPT_MS = 30 * DAY;
const ISSUES_KEPT_MS = 90 * DAY;

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

/**
 * The latest value of a field as it was written. It may be personal data, so viewing it is audited.
 * @returns null when none is kept any more
 */
export async function viewIssueSample(
  client: ShopClient,
  shopId: string,
  { topic, field, problem }: Pick<DataIssueGroup, 'topic' | 'field' | 'problem'>,
  actor: string,
  now: number,
): Promise<string | null> {
  const { rows } = await client.query<{ sample: Buffer | null }>(
    'select sample from odd_value where shop_id = $1 and topic = $2 and field = $3 and problem = $4',
    [shopId, topic, field, problem],
  );
  const sample = rows[0]?.sample ?? null;
  if (sample === null) return null;
  const subject = `odd_value:${topic}:${field}`;
  const entry = { actor, action: 'odd_value.viewed', subject, before: null, after: null };
  await recordAudit(client, shopId, entry, now);
  const place = placeIn('odd_value', shopId, topic, field, problem);
  const { bytes, fault } = openStored(client, place, sample);
  return fault ?? bytes.toString('utf8');
}

/** Deletes every sample of a shop; which values had issues and how often stays. */
export async function deleteIssueSamples(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    'update odd_value set sample = null where shop_id = $1 and sample is not null',
    [shopId],
  );
}

/** Drops hourly counts after ten weeks, samples after 30 days and data issues after 90 days. */
export async function deleteOldCounts(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<void> {
  await client.query('delete from topic_count where shop_id = $1 and hour < $2', [
    shopId,
    new Date(now - COUNTS_KEPT_MS),
  ]);
  await client.query('delete from odd_value where shop_id = $1 and last_seen_at < $2', [
    shopId,
    new Date(now - ISSUES_KEPT_MS),
  ]);
  await client.query(
    'update odd_value set sample = null where shop_id = $1 and last_seen_at < $2 and sample is not null',
    [shopId, new Date(now - SAMPLES_KEPT_MS)],
  );
}
