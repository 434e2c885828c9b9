import type { Meaning } from './meaning.ts';
import type { MembershipQuestion } from './predicate.ts';
import { isShopifyKey } from './shopify-key.ts';

/**
 * What a question means that asks about one of Shopify's own segments: who is in it was read from Shopify and does
 * not change by time alone. Null for the shop's own segments here, whose questions stand in the place of their names.
 */
export function membershipMeaning({ segment, is }: MembershipQuestion): Meaning | null {
  if (!isShopifyKey(segment) || !['in', 'not_in'].includes(is)) return null;
  const wanted = is === 'in';
  return {
    answer: ({ memberships }) => memberships.has(segment) === wanted,
    nextMoment: () => null,
    sql: (pen) =>
      `${wanted ? '' : 'not '}exists (
         select from membership m where m.shop_id = f.shop_id and m.profile_id = f.profile_id
            and m.segment_key = ${pen.value(segment, 'text')} and m.left_at is null)`,
    words: (names) =>
      `${wanted ? 'in' : 'not in'} the segment ${names.segment?.(segment) ?? segment}`,
  };
}
