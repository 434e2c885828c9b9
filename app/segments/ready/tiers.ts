import { evaluate } from '#app/segments/evaluate.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import { sooner } from '#app/segments/conditions/condition-evaluator.ts';
import { nextChangeAt } from '#app/segments/next-change.ts';
import type { Predicate, Segment } from '#app/segments/predicate.ts';

/** One group of a set of tiers. `when` is its own predicate, whatever those before it are. */
export type Tier<Key extends string = string> = {
  key: Key;
  name: string;
  purpose: string;
  version: number;
  when: Predicate;
};

/**
 * Groups of which each person who matches `of` is in exactly one: the first whose predicate holds, and the
 * last when none does. So their sizes add up whatever their predicates are changed to.
 */
export type Tiers<Key extends string = string> = {
  of: Predicate;
  tiers: readonly Tier<Key>[];
};

/** The group a person is in at a moment; null for a person whom the tiers are not for. */
export function tierOf<Key extends string>(
  { of, tiers }: Tiers<Key>,
  facts: SegmentFacts,
  now: number,
): Key | null {
  if (!evaluate(of, facts, now)) return null;
  const tier = tiers.find(({ when }) => evaluate(when, facts, now)) ?? tiers.at(-1);
  return tier?.key ?? null;
}

/**
 * The first millisecond after `now` at which the group changes if nothing else happens, or null. It does when
 * its own predicate ceases to hold, an earlier one comes to, or the tiers begin or cease to be for the person.
 */
export function nextTierChangeAt(
  { of, tiers }: Tiers,
  facts: SegmentFacts,
  now: number,
): number | null {
  let next = nextChangeAt(of, facts, now);
  if (!evaluate(of, facts, now)) return next;
  for (const { when } of tiers.slice(0, -1)) {
    next = sooner(next, nextChangeAt(when, facts, now));
    if (evaluate(when, facts, now)) break;
  }
  return next;
}

/** The groups as segments whose predicates exclude each other. */
export function tierSegments({ of, tiers }: Tiers): Segment[] {
  return tiers.map(({ key, name, purpose, version, when }, index) => {
    const earlier = { not: { any: tiers.slice(0, index).map((tier) => tier.when) } };
    const own = index === tiers.length - 1 ? [] : [when];
    return { key, name, purpose, version, predicate: { all: [of, ...own, earlier] } };
  });
}
