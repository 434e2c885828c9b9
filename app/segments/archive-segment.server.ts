import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ArchiveOutcome } from './archive-segment.ts';
import { lockSegments } from './lock-segments.server.ts';
import { segmentsOf, type StoredSegment } from './stored-segment.ts';
import { setSegmentArchived } from './store/save-segments.server.ts';
import { segmentCostProblems } from './read-predicate.server.ts';
import { readySegment } from './ready/ready-segments.ts';
import { referencedSegments } from './reference-problems.ts';
import { isNameTaken } from './builder/segment-form.ts';

/** Takes a segment out of use: it has no members any more. Its history stays, so that it can be undone. */
export async function archiveSegment(
  client: ShopClient,
  shopId: string,
  key: string,
  by: string,
  now: number,
): Promise<ArchiveOutcome> {
  const segments = await lockSegments(client, shopId);
  const segment = segments.get(key);
  if (!segment || segment.archivedAt !== null || readySegment(key)) return { outcome: 'not_found' };
  const users = segmentsOf(segments).filter(({ predicate }) =>
    referencedSegments(predicate).includes(key),
  );
  if (users.length > 0) return { outcome: 'used', by: users.map(({ name }) => name) };
  await setArchived(client, shopId, segment, by, now, now);
  return { outcome: 'archived' };
}

/** Takes a segment back into use. */
export async function unarchiveSegment(
  client: ShopClient,
  shopId: string,
  key: string,
  by: string,
  now: number,
): Promise<ArchiveOutcome> {
  const segments = await lockSegments(client, shopId);
  const segment = segments.get(key);
  if (!segment || segment.archivedAt === null) return { outcome: 'not_found' };
  if (isNameTaken(segment.name, key, segmentsOf(segments))) return { outcome: 'name_taken' };
  const [problem] = segmentCostProblems(key, segment.predicate, segments);
  if (problem) return { outcome: 'too_dear', message: problem.message };
  await setArchived(client, shopId, segment, by, now, null);
  return { outcome: 'unarchived' };
}

async function setArchived(
  client: ShopClient,
  shopId: string,
  { key, name }: StoredSegment,
  by: string,
  now: number,
  at: number | null,
): Promise<void> {
  await setSegmentArchived(client, shopId, key, at);
  const action = at === null ? 'segment.unarchive' : 'segment.archive';
  const entry = { actor: by, action, subject: `segment:${key}`, before: null, after: { name } };
  await recordAudit(client, shopId, entry, now);
}
