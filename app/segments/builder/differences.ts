import type { Names } from '#app/segments/conditions/condition-evaluator.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { describePredicate } from './describe.ts';

/** What changed from one version of a segment to the next, in plain words. */
export type Differences = {
  /** Conditions that were taken out and put in, each with the groups it stands in. */
  removed: string[];
  added: string[];
  renamed: { from: string; to: string } | null;
  purpose: { from: string; to: string } | null;
};

type Version = { name: string; purpose: string; predicate: Predicate };

/**
 * Compares two versions by their conditions. One that only moved within its group is no difference, because it
 * makes none.
 */
export function differencesBetween(before: Version, after: Version, names: Names): Differences {
  const earlier = outline(before.predicate, names);
  const later = outline(after.predicate, names);
  return {
    removed: without(earlier, later),
    added: without(later, earlier),
    renamed: before.name === after.name ? null : { from: before.name, to: after.name },
    purpose: before.purpose === after.purpose ? null : { from: before.purpose, to: after.purpose },
  };
}

/** The conditions of a predicate one by one, each behind the groups that it stands in; all together is understood. */
function outline(predicate: Predicate, names: Names, within = ''): string[] {
  if ('all' in predicate)
    return group(predicate.all, within === '' ? '' : `${within}all of: `, names, 'all people');
  if ('any' in predicate) return group(predicate.any, `${within}any of: `, names, 'no one');
  if ('not' in predicate) return outline(predicate.not, names, `${within}not: `);
  return [within + describePredicate(predicate, names)];
}

function group(members: Predicate[], within: string, names: Names, none: string): string[] {
  return members.length === 0
    ? [within + none]
    : members.flatMap((member) => outline(member, names, within));
}

/** The lines that are in the first list more often than in the second. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines.filter((line) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}
