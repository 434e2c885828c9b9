import { z } from 'zod';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { ConversionNote, KlaviyoContext } from './conversion.ts';
import { convertCondition } from './convert-condition.ts';

const Filter = z.looseObject({
  condition_groups: z.array(z.looseObject({ conditions: z.array(z.unknown()).max(100) })).max(100),
});

/** What a filter of Klaviyo becomes. */
export type ConvertedFilter = {
  /** All people when nothing of it could be taken over. */
  predicate: Predicate;
  /** What of it could not. */
  notes: ConversionNote[];
};

/** The groups of conditions of a filter: one of each group must hold, and all groups. */
export function conditionGroups(filter: unknown): unknown[][] {
  return Filter.safeParse(filter).data?.condition_groups.map(({ conditions }) => conditions) ?? [];
}

/**
 * Converts groups of conditions. A group of which one condition has no counterpart is left out whole: without that one it
 * would let other people through.
 */
export function convertFilter(
  groups: readonly (readonly unknown[])[],
  context: KlaviyoContext,
): ConvertedFilter {
  const notes: ConversionNote[] = [];
  const all = groups.flatMap((conditions): Predicate[] => {
    const converted = conditions.map((condition) => convertCondition(condition, context));
    const failed = converted.flatMap((one) => ('note' in one ? [one.note] : []));
    notes.push(...failed);
    const any = converted.flatMap((one) => ('predicate' in one ? [one.predicate] : []));
    const [only, ...others] = any;
    if (failed.length > 0 || only === undefined) return [];
    return [others.length === 0 ? only : { any }];
  });
  const [only, ...others] = all;
  const predicate = only !== undefined && others.length === 0 ? only : { all };
  if (conditionsOf(predicate).length > 0 && parsePredicate(predicate).outcome === 'read')
    return { predicate, notes };
  if (all.length > 0)
    notes.push({ what: 'Filter', why: 'It has more conditions than one predicate may have.' });
  return { predicate: { all: [] }, notes };
}
