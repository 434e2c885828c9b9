import { formatNumber } from '#app/lib/format/number.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ListedTrader } from './list-traders.server.ts';

/** What the list of those who buy like traders can be sorted by, the usual one first. */
export const TRADER_SORTS = ['spent', 'orders', 'seen'] as const;
type TraderSort = (typeof TRADER_SORTS)[number];

/** How the list is looked at. */
export type TraderView = ListView<TraderSort>;

/** Why somebody is listed: `5 of the newest 7 orders`; empty where staff ask for something else. */
export function reachingWords({ reaching }: Pick<ListedTrader, 'reaching'>): string {
  return reaching === null
    ? ''
    : `${String(reaching.reaching)} of the newest ${String(reaching.of)} orders`;
}

/** `160 items, 40 of one article`; a dash where it is not known. */
export function usualOrderWords({ usual }: Pick<ListedTrader, 'usual'>): string {
  const said = (value: number) => formatNumber(value, { atMost: 0 });
  return usual === null
    ? '–'
    : `${said(usual.pieces)} items, ${said(usual.ofArticle)} of one article`;
}

/**
 * An email to invite somebody to apply, for the merchant to read and send; null for whom there is no address, and for
 * whoever did not agree to marketing: an invitation is that.
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
