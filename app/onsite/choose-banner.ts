import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { BannerContext } from '#app/effects/kinds/banner.ts';
import type { CartSnapshot, Line } from '#app/events/event.ts';
import { cartLink } from '#app/lib/cart-link.ts';
import type { MessagePriority } from '#app/messages/planner/message-priority.ts';
import { discountLink } from '#app/offers/discount-link.ts';
import type { BannerContent } from './banner-content.ts';

/** A banner waiting for a person, with what is true now of the things it is about. */
export type WaitingBanner = {
  id: string;
  content: BannerContent;
  /** 5 goes first, 1 last. */
  priority: MessagePriority;
  createdAt: number;
  expiresAt: number;
  seenTimes: number;
  /** The cart or checkout it reminds of as last received; null when it is about none or that is gone. */
  cart: CartSnapshot | null;
  /** The handle of the collection that it is about; null when it is about none or that is gone. */
  collectionHandle: string | null;
  /** Whether that cart became an order, or its owner has ordered since the banner was placed. */
  ordered: boolean;
  /** Whether the person has things in a cart or checkout, which matter more than what goes with an order. */
  isShopping: boolean;
};

/** What the catalogue says of a line at this moment; `canBuy` is false when sold out or taken down. */
export type CatalogEntry = { title: string; url: string; imageUrl: string | null; canBuy: boolean };

/** Where the shop lives; `url` has no slash at its end. */
export type Storefront = { url: string; hosts: readonly string[] };

/** What the storefront script shows. Addresses lead to the shop's own pages. */
export type ShownBanner = {
  id: string;
  heading: string;
  text: string;
  action: { label: string; url: string };
  items: { title: string; imageUrl: string | null; url: string; quantity: number }[];
  dismissible: true;
};

/** Page views on which a banner may appear; a visitor who has not answered it by then does not want it. */
export const MOST_SHOWINGS = 10;

/** Products shown beside an order; fewer than the least are no choice to speak of, and then nothing is shown. */
export const MOST_RECOMMENDED = 3;
const FEWEST_RECOMMENDED = 2;

/**
 * Picks the banner to show: the most important, of these the oldest.
 * @param banners open banners of one person that the planner lets through, in any order
 * @param catalog what is known of the lines, by `lineKey`. A line the catalogue does not know is shown as it
 *   was received: Shopify may not have sent the product yet
 * @param recommended what goes with what the person owns, the likeliest first; shown by banners about an order
 * @param storefront address of the shop's front page and the hosts that are the shop's own; a recovery
 *   address of another site is not used
 * @param now epoch milliseconds
 * @returns null when nothing should be shown: no banner is still true, or too little in it can be bought
 */
export function chooseBanner(
  banners: readonly WaitingBanner[],
  catalog: ReadonlyMap<string, CatalogEntry>,
  recommended: readonly RecommendedProduct[],
  storefront: Storefront,
  now: number,
): ShownBanner | null {
  const open = banners
    .filter((banner) => isBannerTrue(banner, now))
    .toSorted(
      (a, b) => b.priority - a.priority || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
    );
  for (const banner of open) {
    const items = itemsOf(banner, catalog, recommended, storefront);
    if (items === null) continue;
    return {
      id: banner.id,
      heading: banner.content.heading,
      text: banner.content.text,
      action: { label: banner.content.actionLabel, url: actionUrl(banner, catalog, storefront) },
      items,
      dismissible: true,
    };
  }
  return null;
}

/** Whether any of these banners may show what goes with what the person owns, so that it is worth looking up. */
export function mayRecommend(banners: readonly WaitingBanner[], now: number): boolean {
  return banners.some(
    (banner) => showsRecommended(banner.content.context) && isBannerTrue(banner, now),
  );
}

function showsRecommended(context: BannerContext): boolean {
  return (
    context.subject === 'order' || (context.subject === 'person' && context.product === undefined)
  );
}

/** The line of the product that a banner about a person is about, as the catalogue is asked for it; null when there is none. */
export function bannerLine(context: BannerContext): Pick<Line, 'productId' | 'variantId'> | null {
  return context.subject === 'person' && context.product !== undefined
    ? { productId: context.product, variantId: null }
    : null;
}

/** Whether what a banner says still holds, so that it may be shown. @param now epoch milliseconds */
export function isBannerTrue(banner: WaitingBanner, now: number): boolean {
  if (banner.expiresAt <= now || banner.seenTimes >= MOST_SHOWINGS || banner.ordered) return false;
  switch (banner.content.context.subject) {
    case 'basket':
      return banner.cart !== null && !banner.cart.completed && banner.cart.quantity > 0;
    case 'order':
      return !banner.isShopping;
    // What ends it, ends the run, which takes the banner back.
    case 'person':
    case 'application':
      return true;
  }
}

/** Names what a line sells, so that its variant can be looked up. */
export function lineKey(line: Pick<Line, 'productId' | 'variantId'>): string {
  return `${line.productId ?? ''}:${line.variantId ?? ''}`;
}

/** What is shown beside the words; null when too little of what the banner is about can be bought, so that it is not shown. */
function itemsOf(
  { content: { context }, cart }: WaitingBanner,
  catalog: ReadonlyMap<string, CatalogEntry>,
  recommended: readonly RecommendedProduct[],
  storefront: Storefront,
): ShownBanner['items'] | null {
  switch (context.subject) {
    case 'basket': {
      const items = cart ? cartItems(cart, catalog, storefront) : [];
      return items.length > 0 ? items : null;
    }
    case 'order': {
      const items = recommendedItems(recommended, storefront);
      return items.length < FEWEST_RECOMMENDED ? null : items;
    }
    case 'person': {
      const line = bannerLine(context);
      if (line === null) {
        const items = recommendedItems(recommended, storefront);
        return items.length < FEWEST_RECOMMENDED ? [] : items;
      }
      const entry = catalog.get(lineKey(line));
      if (entry?.canBuy !== true) return null;
      return [{ title: entry.title, url: entry.url, imageUrl: entry.imageUrl, quantity: 1 }];
    }
    case 'application':
      return [];
  }
}

function cartItems(
  cart: CartSnapshot,
  catalog: ReadonlyMap<string, CatalogEntry>,
  storefront: Storefront,
): ShownBanner['items'] {
  return linesToBuy(cart.lines, catalog).map((line) => {
    const { title, url, imageUrl } = catalog.get(lineKey(line)) ?? {
      title: line.title,
      url: `${storefront.url}/cart`,
      imageUrl: null,
    };
    return { title, url, imageUrl, quantity: line.quantity };
  });
}

/** The lines that can be bought now, or may be: what the catalogue does not know is taken as it was sent. */
function linesToBuy(
  lines: readonly Line[],
  catalog: ReadonlyMap<string, Pick<CatalogEntry, 'canBuy'>>,
): Line[] {
  return lines.filter((line) => line.quantity > 0 && catalog.get(lineKey(line))?.canBuy !== false);
}

function recommendedItems(
  recommended: readonly RecommendedProduct[],
  storefront: Storefront,
): ShownBanner['items'] {
  return recommended
    .flatMap(({ title, imageUrl, handle }) =>
      handle === null
        ? []
        : [
            {
              title,
              imageUrl,
              url: `${storefront.url}/products/${encodeURIComponent(handle)}`,
              quantity: 1,
            },
          ],
    )
    .slice(0, MOST_RECOMMENDED);
}

/** Where the button leads; a code is applied on the way. */
function actionUrl(
  banner: WaitingBanner,
  catalog: ReadonlyMap<string, CatalogEntry>,
  storefront: Storefront,
): string {
  const target = targetUrl(banner, catalog, storefront);
  const { discountCode } = banner.content;
  return discountCode === undefined ? target : discountLink(storefront.url, discountCode, target);
}

function targetUrl(
  banner: WaitingBanner,
  catalog: ReadonlyMap<string, CatalogEntry>,
  storefront: Storefront,
): string {
  const { context } = banner.content;
  if (context.subject !== 'basket') {
    const line = bannerLine(context);
    const product = line && catalog.get(lineKey(line))?.url;
    if (product) return product;
    return banner.collectionHandle === null
      ? storefront.url
      : `${storefront.url}/collections/${encodeURIComponent(banner.collectionHandle)}`;
  }
  const recovery = banner.cart?.recoveryUrl;
  if (recovery && URL.canParse(recovery)) {
    const url = new URL(recovery);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    if (isWeb && storefront.hosts.includes(url.host)) return url.href;
  }
  return cartLink(storefront.url, linesToBuy(banner.cart?.lines ?? [], catalog));
}
