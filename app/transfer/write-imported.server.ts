import { saveDraft } from '#app/definitions/save-draft.server.ts';
import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { DraftOutcome } from '#app/definitions/definition-outcome.ts';
import { galleryKindOf } from '#app/gallery/registry.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { parseScoreModel } from '#app/scoring/parse-score-model.ts';
import { saveScoreModel } from '#app/scoring/save-score-model.server.ts';
import { saveSegment } from '#app/segments/save-segment.server.ts';
import type { SegmentOutcome } from '#app/segments/save-segment.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import type { FileDefinition } from './file-definition.ts';
import type { CurrentDefinition } from './transfer-state.ts';

/** A definition to be written under its key; `current` is what the shop has under it. */
export type ImportedContent = FileDefinition & {
  content: object;
  current: CurrentDefinition | undefined;
};

/** Whether it was written, and whether all people are to be looked at again for it. */
export type WrittenImport =
  { outcome: 'written'; changesPolicy: boolean } | { outcome: 'refused'; reason: string };

const NOTE = 'Imported from a file';
const MEANWHILE = 'It was changed meanwhile. Choose the file again.';

/**
 * Writes one definition of an import: as a draft where its kind has drafts, or else as the version in use. The caller has
 * claimed the shop and locked its segments.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function writeImported(
  client: ShopClient,
  shopId: string,
  imported: ImportedContent,
  by: string,
  now: number,
): Promise<WrittenImport> {
  const { kind } = imported;
  switch (kind) {
    case 'segment':
      return await writeSegment(client, shopId, imported, by, now);
    case 'score_model':
      return await writeScoreModel(client, shopId, imported, by, now);
    // A kind of definition; of another one the compiler asks for its case.
    default:
      return await writeDraft(client, shopId, kind, imported, by, now);
  }
}

async function writeDraft(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  { key, content, current }: ImportedContent,
  by: string,
  now: number,
): Promise<WrittenImport> {
  const draft = { content, revision: current?.revision ?? 0, base: current?.version ?? null };
  const { record } = galleryKindOf(kind);
  const saved = await saveDraft(client, shopId, record, key, draft, by, now);
  return saved.outcome === 'saved'
    ? { outcome: 'written', changesPolicy: false }
    : { outcome: 'refused', reason: draftReason(saved) };
}

function draftReason(outcome: Exclude<DraftOutcome, { outcome: 'saved' }>): string {
  switch (outcome.outcome) {
    case 'too_many':
      return `A store has at most ${String(outcome.most)} of this kind, archived ones too. Discard drafts that were never published, and import again.`;
    case 'unreadable':
      return outcome.message;
    case 'conflict':
      return MEANWHILE;
  }
}

async function writeSegment(
  client: ShopClient,
  shopId: string,
  { key, content, current }: ImportedContent,
  by: string,
  now: number,
): Promise<WrittenImport> {
  const { predicate, ...card } = content as { predicate: unknown; stage: string | null };
  // A file has no owner: who owns the one that is here goes on to.
  const stored = (await loadSegments(client, shopId, [key])).get(key);
  const draft = {
    base: current?.version ?? 0,
    card: { ...card, stage: card.stage ?? '', owner: stored?.owner ?? '', note: NOTE },
    predicate,
  };
  const known = current ? key : null;
  const saved = await saveSegment(client, shopId, known, draft, by, now, key);
  if (saved.outcome === 'saved')
    return { outcome: 'written', changesPolicy: saved.needsReassessment };
  if (saved.outcome === 'unchanged') return { outcome: 'written', changesPolicy: false };
  return { outcome: 'refused', reason: segmentReason(saved) };
}

function segmentReason(outcome: SegmentOutcome): string {
  if (outcome.outcome !== 'refused') return MEANWHILE;
  const [message = MEANWHILE] = Object.values(outcome.errors);
  return message;
}

async function writeScoreModel(
  client: ShopClient,
  shopId: string,
  { content, current }: ImportedContent,
  by: string,
  now: number,
): Promise<WrittenImport> {
  const parsed = parseScoreModel(content);
  if (parsed.outcome === 'refused') return { outcome: 'refused', reason: MEANWHILE };
  const change = { base: current?.version ?? 1, by, note: NOTE, origin: 'edited' as const, now };
  const saved = await saveScoreModel(client, shopId, parsed.draft, change);
  if (saved.outcome === 'conflict') return { outcome: 'refused', reason: MEANWHILE };
  return { outcome: 'written', changesPolicy: saved.outcome === 'saved' };
}
