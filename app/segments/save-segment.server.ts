import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { SegmentOutcome } from './save-segment.ts';
import { lockSegments } from './lock-segments.server.ts';
import { loadSegments, loadSegmentVersions } from './store/load-segments.server.ts';
import { segmentsOf, type StoredSegment } from './stored-segment.ts';
import {
  insertSegmentVersion,
  upsertSegmentCard,
  type SegmentEdit,
} from './store/save-segments.server.ts';
import { readPredicate } from './read-predicate.server.ts';
import { READY_SEGMENTS, readySegment } from './ready/ready-segments.ts';
import {
  isNameTaken,
  keyFor,
  readSegmentCard,
  type SegmentDraft,
  type SegmentErrors,
} from './builder/segment-form.ts';

/** More cost every event of every person; a shop with so many no longer knows what they are for. */
const MOST_SEGMENTS = 300;

type Before = Pick<StoredSegment, 'key' | 'name' | 'purpose' | 'version' | 'predicate'> &
  Partial<Pick<StoredSegment, 'owner' | 'stage'>>;

/**
 * Saves a segment as a new version of it, with its history and who did it.
 * @param key null makes a new one
 * @param draft as the client sent it
 * @param by who saves it
 * @param now epoch milliseconds
 * @param newKey the key of a new one, which no segment of the shop has; one made of its name unless given
 */
export async function saveSegment(
  client: ShopClient,
  shopId: string,
  key: string | null,
  draft: SegmentDraft,
  by: string,
  now: number,
  newKey?: string,
): Promise<SegmentOutcome> {
  const card = readSegmentCard(draft.card);
  const segments = await lockSegments(client, shopId);
  const before = key === null ? null : known(segments, key);
  if (before === undefined) return { outcome: 'not_found' };
  if ((before?.version ?? 0) !== draft.base) return { outcome: 'conflict' };

  const parsed = await readPredicate(client, shopId, draft.predicate, key, segments);
  const errors = card.outcome === 'refused' ? card.errors : errorsOf(segments, key, card.card.name);
  const problems = parsed.outcome === 'refused' ? parsed.problems : [];
  if (
    card.outcome === 'refused' ||
    parsed.outcome === 'refused' ||
    Object.keys(errors).length > 0
  ) {
    const [first] = problems;
    return {
      outcome: 'refused',
      errors: first ? { ...errors, predicate: first.message } : errors,
      problems,
    };
  }
  const change = { card: card.card, predicate: parsed.predicate, by, now };
  if (before) return await addVersion(client, shopId, before, change, 'segment.save');
  const taken = new Set([...segments.keys(), ...READY_SEGMENTS.map((ready) => ready.key)]);
  if (newKey !== undefined && taken.has(newKey)) return { outcome: 'conflict' };
  return await create(client, shopId, newKey ?? keyFor(card.card.name, taken), change);
}

/**
 * Makes an earlier version's predicate, name and purpose the newest again, as a new version.
 * @param base the version that was seen as the newest
 */
export async function restoreSegment(
  client: ShopClient,
  shopId: string,
  key: string,
  version: number,
  { base, by, now }: { base: number; by: string; now: number },
): Promise<SegmentOutcome> {
  const versions = await loadSegmentVersions(client, shopId, key);
  const earlier = versions.find((one) => one.version === version);
  if (!earlier) return { outcome: 'not_found' };
  const segment = (await loadSegments(client, shopId)).get(key);
  const card = {
    name: earlier.name,
    purpose: earlier.purpose,
    owner: segment?.owner ?? '',
    stage: segment?.stage ?? '',
    note: `Version ${String(version)} again.`,
  };
  const draft = { base, card, predicate: earlier.predicate };
  return await saveSegment(client, shopId, key, draft, by, now);
}

function known(segments: ReadonlyMap<string, StoredSegment>, key: string): Before | undefined {
  const stored = segments.get(key);
  if (stored) return stored.archivedAt === null ? stored : undefined;
  return readySegment(key);
}

function errorsOf(
  segments: ReadonlyMap<string, StoredSegment>,
  key: string | null,
  name: string,
): SegmentErrors {
  const inUse = segmentsOf(segments);
  if (isNameTaken(name, key, inUse))
    return { name: 'Another segment has this name. Choose one that tells them apart.' };
  return key === null && inUse.length >= MOST_SEGMENTS
    ? { name: `A shop has at most ${String(MOST_SEGMENTS)} segments. Archive one first.` }
    : {};
}

async function create(
  client: ShopClient,
  shopId: string,
  key: string,
  change: SegmentEdit,
): Promise<SegmentOutcome> {
  await upsertSegmentCard(client, shopId, key, 1, change);
  await insertSegmentVersion(client, shopId, key, 1, change);
  const { note: _note, ...card } = change.card;
  const after = { version: 1, ...card, predicate: change.predicate };
  const entry = { actor: change.by, action: 'segment.create', subject: `segment:${key}` };
  await recordAudit(client, shopId, { ...entry, before: null, after }, change.now);
  return { outcome: 'saved', key, version: 1, needsReassessment: true };
}

async function addVersion(
  client: ShopClient,
  shopId: string,
  before: Before,
  change: SegmentEdit,
  action: string,
): Promise<SegmentOutcome> {
  const { key } = before;
  const { note: _note, ...card } = change.card;
  const earlier = {
    name: before.name,
    purpose: before.purpose,
    owner: before.owner ?? null,
    stage: before.stage ?? null,
  };
  const needsReassessment = JSON.stringify(before.predicate) !== JSON.stringify(change.predicate);
  const isSame =
    !needsReassessment &&
    card.name === earlier.name &&
    card.purpose === earlier.purpose &&
    card.owner === earlier.owner &&
    card.stage === earlier.stage;
  if (isSame) return { outcome: 'unchanged', key };
  const version = before.version + 1;
  if (version === 2) await keepReadyOne(client, shopId, key, change.now);
  await upsertSegmentCard(client, shopId, key, version, change);
  await insertSegmentVersion(client, shopId, key, version, change);
  const entry = {
    actor: change.by,
    action,
    subject: `segment:${key}`,
    before: { version: before.version, ...earlier, predicate: before.predicate },
    after: { version, ...card, predicate: change.predicate },
  };
  await recordAudit(client, shopId, entry, change.now);
  return { outcome: 'saved', key, version, needsReassessment };
}

/** The first change of a ready segment puts what it was before into its history. */
async function keepReadyOne(
  client: ShopClient,
  shopId: string,
  key: string,
  now: number,
): Promise<void> {
  const ready = readySegment(key);
  if (!ready) return;
  const card = { ...ready, owner: null, note: 'As it was set up.' };
  const change = { card, predicate: ready.predicate, by: 'system', now };
  await upsertSegmentCard(client, shopId, key, 1, change);
  await insertSegmentVersion(client, shopId, key, 1, change);
}
