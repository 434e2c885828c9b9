import { z } from 'zod';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { UNSET_CONDITION } from '#app/segments/unset-condition.ts';
import type { ConversionNote, KlaviyoContext } from './conversion.ts';
import { convertCondition } from './convert-condition.ts';

const Filter = z.looseObject({
  condition_groups: z.array(z.looseObject({ conditions: z.array(z.unknown()).max(100) })).max(100),
});

/** What a filter of Klaviyo becomes. */
export type ConvertedFilter = {
  /** All people when it asks for nothing. */
  predicate: Predicate;
  /** What of it could not be taken over. */
  notes: ConversionNote[];
};

/**
 * The groups of conditions of a filter: one of each group must hold, and all groups. A filter that cannot be read is one
 * condition without counterpart.
 */
export function conditionGroups(filter: unknown): unknown[][] {
  if (filter === undefined || filter === null) return [];
  const read = Filter.safeParse(filter).data;
  return read ? read.condition_groups.map(({ conditions }) => conditions) : [[filter]];
}

const LEFT_OUT = 'It was one of several conditions: who matches only this one does not enter.';
const IN_ITS_PLACE = 'A condition that is not chosen stands in its place.';

/**
 * Converts groups of conditions. No more people pass than in Klaviyo: in place of what has no counterpart stands a
 * condition that is not chosen, so that it cannot be published.
 * @param alternatives what becomes of one without counterpart beside others of its group, each of which is enough:
 *   `left_out` where only those who pass go on, `unset` where the others go another way
 */
export function convertFilter(
  groups: readonly (readonly unknown[])[],
  context: KlaviyoContext,
  alternatives: 'left_out' | 'unset',
): ConvertedFilter {
  const notes: ConversionNote[] = [];
  const all = groups.flatMap((conditions): Predicate[] => {
    const converted = conditions.map((condition) => convertCondition(condition, context));
    const failed = converted.flatMap((one) => ('note' in one ? [one.note] : []));
    const any = converted.flatMap((one) => ('predicate' in one ? [one.predicate] : []));
    const isUnset = failed.length > 0 && (alternatives === 'unset' || any.length === 0);
    const ending = isUnset ? IN_ITS_PLACE : LEFT_OUT;
    notes.push(...failed.map(({ what, why }) => ({ what, why: `${why} ${ending}` })));
    if (isUnset) any.push(UNSET_CONDITION);
    const [only, ...others] = any;
    if (only === undefined) return [];
    return [others.length === 0 ? only : { any }];
  });
  const predicate = allOf(all);
  if (conditionsOf(predicate).length === 0 || parsePredicate(predicate).outcome === 'read')
    return { predicate, notes };
  const why = `It has more conditions than one predicate may have. ${IN_ITS_PLACE}`;
  return { predicate: UNSET_CONDITION, notes: [...notes, { what: 'Filter', why }] };
}

/** All of some predicates; all people without any. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const [only, ...others] = predicates;
  return only !== undefined && others.length === 0 ? only : { all: [...predicates] };
}
