import { normalizeText } from '#app/lib/normalize-text.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { activeItems } from '#app/profiles/timestamped-set.ts';

/** Tags of customers in Shopify that say trade; the first is what an approval without a company puts. */
const TRADE_TAGS: ReadonlySet<string> = new Set(['wholesale', 'trade', 'b2b']);

/**
 * Whether a person buys for a business: for a company in Shopify, with a tag that says so, or with an application that was
 * approved.
 */
export function isTradeBuyer(
  { companies, tags }: Pick<ProfileState, 'companies' | 'tags'>,
  isApproved: boolean,
): boolean {
  return (
    isApproved ||
    activeItems(companies).length > 0 ||
    activeItems(tags).some((tag) => TRADE_TAGS.has(normalizeText(tag)))
  );
}
