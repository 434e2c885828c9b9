import type { MembershipCondition } from '#app/segments/predicate.ts';
import { isShopifyKey } from '#app/segments/shopify-key.ts';
import { UNSET_SEGMENT } from '#app/segments/unset-condition.ts';
import type { ConditionEvaluator, Names } from './condition-evaluator.ts';

/** Whether each comparison is true for a member, or for all others. */
const MEMBERSHIP = { in: true, not_in: false };

/**
 * The evaluator of a condition on another segment. The members of one of Shopify's are stored; a
 * segment of the shop's own must have been replaced by its predicate before, else there is no evaluator.
 */
export function membershipEvaluator(condition: MembershipCondition): ConditionEvaluator | null {
  const { segment, is } = condition;
  if (!isShopifyKey(segment) || !Object.hasOwn(MEMBERSHIP, is)) return null;
  const wanted = MEMBERSHIP[is];
  return {
    matches: ({ memberships }) => memberships.has(segment) === wanted,
    read: ({ memberships }) => ({ [`in ${segment}`]: memberships.has(segment) }),
    answer: ([isMember]) => (typeof isMember === 'boolean' ? isMember === wanted : null),
    nextMoment: () => null,
    sql(sql) {
      const members = `select profile_id from membership
        where shop_id = $1 and segment_key = ${sql.value(segment, 'text')} and left_at is null`;
      return `f.profile_id ${wanted ? '' : 'not '}in (${members})`;
    },
    words: (names) => membershipWords(condition, names),
  };
}

/** A condition on another segment in words. */
export function membershipWords({ segment, is }: MembershipCondition, names: Names): string {
  if (segment === UNSET_SEGMENT) return 'a condition that is not chosen';
  return `${MEMBERSHIP[is] ? 'in' : 'not in'} the segment ${names.segment?.(segment) ?? segment}`;
}
