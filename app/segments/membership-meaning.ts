import type { Meaning, Names } from './meaning.ts';
import type { MembershipQuestion } from './predicate.ts';
import { isShopifyKey } from './shopify-key.ts';

/** Whether each comparison asks for a member, or for anybody else. */
const MEMBERSHIP = { in: true, not_in: false };

/**
 * What a question about another segment means. One of Shopify's is told of, so its members are known; a
 * segment of the shop's own must have been replaced by its question before, else there is no meaning.
 */
export function membershipMeaning(question: MembershipQuestion): Meaning | null {
  const { segment, is } = question;
  if (!isShopifyKey(segment) || !Object.hasOwn(MEMBERSHIP, is)) return null;
  const wanted = MEMBERSHIP[is];
  return {
    answer: ({ memberships }) => memberships.has(segment) === wanted,
    nextMoment: () => null,
    sql(pen) {
      const members = `select profile_id from membership
        where shop_id = $1 and segment_key = ${pen.value(segment, 'text')} and left_at is null`;
      return `f.profile_id ${wanted ? '' : 'not '}in (${members})`;
    },
    words: (names) => membershipWords(question, names),
  };
}

/** What a question about another segment asks, in words. */
export function membershipWords({ segment, is }: MembershipQuestion, names: Names): string {
  return `${MEMBERSHIP[is] ? 'in' : 'not in'} the segment ${names.segment?.(segment) ?? segment}`;
}
