/** Longest tag that Shopify takes. */
const LONGEST = 255;

export type TagProblem = 'empty' | 'too_long' | 'comma';

/**
 * A customer tag as Shopify keeps it: without spaces around it. A comma would make it two.
 * https://help.shopify.com/manual/shopify-admin/productivity-tools/using-tags
 */
export function readTagName(text: string): { tag: string } | { problem: TagProblem } {
  const tag = text.trim().replace(/\s+/g, ' ');
  if (tag === '') return { problem: 'empty' };
  if (tag.includes(',')) return { problem: 'comma' };
  return tag.length > LONGEST ? { problem: 'too_long' } : { tag };
}

/** Whether two names are one tag in Shopify, which takes upper and lower case for the same. */
export function isSameTag(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
