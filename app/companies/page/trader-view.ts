import type { ListView } from '#app/lib/list-view.ts';
import type { ListedTrader } from './list-traders.ts';

/** What the list of those who buy like traders can be sorted by, the usual one first. */
export const TRADER_SORTS = ['spent', 'orders', 'seen'] as const;
type TraderSort = (typeof TRADER_SORTS)[number];

/** Traders on a page. */
export const TRADERS_SHOWN = 50;

/** How the list is looked at. */
export type TraderView = ListView<TraderSort>;

/** Why a person is listed: `5 of the newest 7 orders`; empty where staff ask for something else. */
export function reachingWords({ reaching }: Pick<ListedTrader, 'reaching'>): string {
  return reaching === null
    ? ''
    : `${String(reaching.reaching)} of the newest ${String(reaching.of)} orders`;
}

/**
 * An email that invites a person to apply, for the merchant to read and send; null for those without an address, and
 * for those who did not agree to marketing: an invitation is that.
 */
export function invitationUrl(
  { email, subscribed }: Pick<ListedTrader, 'email' | 'subscribed'>,
  shopName: string,
): string | null {
  if (email === null || !subscribed) return null;
  const subject = `A trade account at ${shopName}`;
  const body =
    'You order in quantities as our trade customers do. If you buy for a business, I would like to invite you to apply for a trade account.';
  const query = [`subject=${encodeURIComponent(subject)}`, `body=${encodeURIComponent(body)}`];
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}?${query.join('&')}`;
}
