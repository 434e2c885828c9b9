import { evaluate } from './evaluate.ts';
import type { SegmentFacts } from './facts.ts';
import { sooner } from './meaning.ts';
import { nextFlip } from './next-flip.ts';
import type { Predicate, Segment } from './predicate.ts';

/** One of the groups of a ladder. `when` is its own question, whatever those before it ask. */
export type Rung<Key extends string = string> = {
  key: Key;
  name: string;
  purpose: string;
  version: number;
  when: Predicate;
};

/**
 * Groups of which each person `of` whom it is asked is in exactly one: the first whose question holds, and the
 * last when none does. So their sizes add up whatever their questions are changed to.
 */
export type Ladder<Key extends string = string> = {
  of: Predicate;
  rungs: readonly Rung<Key>[];
};

/** The group a person is in at a moment; null for whom the ladder is not. */
export function rungOf<Key extends string>(
  { of, rungs }: Ladder<Key>,
  facts: SegmentFacts,
  now: number,
): Key | null {
  if (!evaluate(of, facts, now)) return null;
  const rung = rungs.find(({ when }) => evaluate(when, facts, now)) ?? rungs.at(-1);
  return rung?.key ?? null;
}

/**
 * The first millisecond after `now` at which the group changes if nothing else happens, or null. It does when
 * its own question ceases to hold, an earlier one comes to, or the ladder begins or ceases to be for the person.
 */
export function ladderFlip({ of, rungs }: Ladder, facts: SegmentFacts, now: number): number | null {
  let next = nextFlip(of, facts, now);
  if (!evaluate(of, facts, now)) return next;
  for (const { when } of rungs.slice(0, -1)) {
    next = sooner(next, nextFlip(when, facts, now));
    if (evaluate(when, facts, now)) break;
  }
  return next;
}

/** The groups as segments whose questions exclude each other. */
export function ladderSegments({ of, rungs }: Ladder): Segment[] {
  return rungs.map(({ key, name, purpose, version, when }, index) => {
    const earlier = { not: { any: rungs.slice(0, index).map((rung) => rung.when) } };
    const own = index === rungs.length - 1 ? [] : [when];
    return { key, name, purpose, version, predicate: { all: [of, ...own, earlier] } };
  });
}
