import type { Predicate, Segment } from '#app/segments/predicate.ts';
import { resolveReferences, type References } from '#app/segments/resolve-references.ts';
import { tierSegments, type Tiers } from './tiers.ts';
import { lifecycle, type StageKey } from './lifecycle.ts';
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
  lifecycle: Tiers<StageKey>;
  rfm: Tiers<RfmKey>;
  /** Those beside the tiers. */
  segments: Segment[];
  /** The whole predicate of each segment in use, by its key: of a group also that no earlier one's holds. */
  predicates: Map<string, Predicate>;
};

const NO_MEMBERS: Predicate = { any: [] };

/**
 * The segments of a shop: the ready ones with what the shop made of them, in their own order, and its own.
 * No person is in one that has a problem or is archived.
 */
export function shopSegments(stored: Iterable<OwnSegment>): ShopSegments {
  const own = new Map([...stored].map((segment) => [segment.key, segment]));
  const tierSets = { lifecycle: withOwnTiers(lifecycle, own), rfm: withOwnTiers(rfm, own) };
  const groups = [...tierSegments(tierSets.lifecycle), ...tierSegments(tierSets.rfm)];
  for (const { key } of groups) own.delete(key);
  const segments = [
    ...(own.has(traderTier.key) ? [] : [traderTier]),
    ...[...own.values()].filter(
      ({ archivedAt, problem }) => archivedAt === null && problem === null,
    ),
  ];
  return {
    ...tierSets,
    segments,
    predicates: new Map([...groups, ...segments].map(({ key, predicate }) => [key, predicate])),
  };
}

/** The same segments with what their predicates refer to put in its place, as an evaluation of them needs. */
export function withoutReferences(
  { lifecycle: stages, rfm: groups, segments, predicates }: ShopSegments,
  collections: References['collections'],
  timeZone: string,
): Omit<ShopSegments, 'predicates'> {
  const resolved = (predicate: Predicate) =>
    resolveReferences(predicate, { segments: predicates, collections, timeZone });
  return {
    lifecycle: withResolvedTiers(stages, resolved),
    rfm: withResolvedTiers(groups, resolved),
    segments: segments.map((segment) => ({ ...segment, predicate: resolved(segment.predicate) })),
  };
}

function withResolvedTiers<Key extends string>(
  { of, tiers }: Tiers<Key>,
  as: (predicate: Predicate) => Predicate,
): Tiers<Key> {
  return { of: as(of), tiers: tiers.map((tier) => ({ ...tier, when: as(tier.when) })) };
}

/** Tiers with the names and predicates that a shop gave its groups; their order stays. */
function withOwnTiers<Key extends string>(
  base: Tiers<Key>,
  own: ReadonlyMap<string, OwnSegment>,
): Tiers<Key> {
  const tiers = base.tiers.map((tier) => {
    const edited = own.get(tier.key);
    if (!edited) return tier;
    const { name, purpose, version, predicate, problem } = edited;
    return { ...tier, name, purpose, version, when: problem === null ? predicate : NO_MEMBERS };
  });
  return { ...base, tiers };
}
