import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import {
  deleteDataIssues,
  deleteIssueSamplesBefore,
  findIssueSample,
} from '#app/events/store/data-issues.server.ts';
import { deleteTopicHours } from '#app/events/inbox/store/topic-hours.server.ts';
import type { DataIssueGroup } from './data-issues.ts';

/** How long the figures of data quality are kept, milliseconds. */
const COUNTS_KEPT_MS = 70 * DAY;
const SAMPLES_KEPT_MS = 30 * DAY;
const ISSUES_KEPT_MS = 90 * DAY;

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
  const sample = await findIssueSample(client, shopId, { topic, field, problem });
  if (sample === null) return null;
  const subject = `odd_value:${topic}:${field}`;
  const entry = { actor, action: 'odd_value.viewed', subject, before: null, after: null };
  await recordAudit(client, shopId, entry, now);
  const place = placeIn('odd_value', shopId, topic, field, problem);
  const { bytes, fault } = openStored(client, place, sample);
  return fault ?? bytes.toString('utf8');
}

/** Drops hourly counts after ten weeks, samples after 30 days and data issues after 90 days. */
export async function deleteOldCounts(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<void> {
  await deleteTopicHours(client, shopId, now - COUNTS_KEPT_MS);
  await deleteDataIssues(client, shopId, now - ISSUES_KEPT_MS);
  await deleteIssueSamplesBefore(client, shopId, now - SAMPLES_KEPT_MS);
}
