import { ladderSegments, type Ladder } from './ladder.ts';
import { lifecycle, type StageKey } from './lifecycle.ts';
import type { Predicate, Segment } from './predicate.ts';
import { resolveReferences, type References } from './resolve-references.ts';
import { rfm, type RfmKey } from './rfm.ts';
import { traderTier } from './trader-tier.ts';

/** A segment as a shop has it stored: its own, or a ready one that it changed. */
export type OwnSegment = Segment & {
  archivedAt: number | null;
  /** Why it can have no members; null when it can. */
  problem: string | null;
};

/** What a shop's people are sorted by. */
export type ShopSegments = {
  lifecycle: Ladder<StageKey>;
  rfm: Ladder<RfmKey>;
  /** Those beside the ladders. */
  segments: Segment[];
  /** The whole question of each segment in use, by its key: of a group also that no earlier one's holds. */
  questions: Map<string, Predicate>;
};

const NO_MEMBERS: Predicate = { any: [] };

/**
 * The segments of a shop: the ready ones with what the shop made of them, in their own order, and its own.
 * No person is in one that has a problem or is archived.
 */
export function shopSegments(stored: Iterable<OwnSegment>): ShopSegments {
  const own = new Map([...stored].map((segment) => [segment.key, segment]));
  const ladders = { lifecycle: changed(lifecycle, own), rfm: changed(rfm, own) };
  const groups = [...ladderSegments(ladders.lifecycle), ...ladderSegments(ladders.rfm)];
  for (const { key } of groups) own.delete(key);
  const segments = [
    ...(own.has(traderTier.key) ? [] : [traderTier]),
    ...[...own.values()].filter(
      ({ archivedAt, problem }) => archivedAt === null && problem === null,
    ),
  ];
  return {
    ...ladders,
    segments,
    questions: new Map([...groups, ...segments].map(({ key, predicate }) => [key, predicate])),
  };
}

/** The same segments with what their questions refer to put in its place, as an evaluation of them needs. */
export function withoutReferences(
  { lifecycle: stages, rfm: groups, segments, questions }: ShopSegments,
  collections: References['collections'],
  timeZone: string,
): Omit<ShopSegments, 'questions'> {
  const resolved = (predicate: Predicate) =>
    resolveReferences(predicate, { segments: questions, collections, timeZone });
  return {
    lifecycle: asked(stages, resolved),
    rfm: asked(groups, resolved),
    segments: segments.map((segment) => ({ ...segment, predicate: resolved(segment.predicate) })),
  };
}

function asked<Key extends string>(
  { of, rungs }: Ladder<Key>,
  as: (predicate: Predicate) => Predicate,
): Ladder<Key> {
  return { of: as(of), rungs: rungs.map((rung) => ({ ...rung, when: as(rung.when) })) };
}

/** A ladder with the names and questions that a shop gave its groups; their order stays. */
function changed<Key extends string>(
  ladder: Ladder<Key>,
  own: ReadonlyMap<string, OwnSegment>,
): Ladder<Key> {
  const rungs = ladder.rungs.map((rung) => {
    const edited = own.get(rung.key);
    if (!edited) return rung;
    const { name, purpose, version, predicate, problem } = edited;
    return { ...rung, name, purpose, version, when: problem === null ? predicate : NO_MEMBERS };
  });
  return { ...ladder, rungs };
}
