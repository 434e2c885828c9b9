import { recommendWithOwned } from '#app/catalog/recommend.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { usualPriority } from '#app/messages/planner/message-priority.ts';
import { standingOfRow } from '#app/profiles/carts/cart-columns.ts';
import type { CartStanding } from '#app/profiles/carts/cart-standing.ts';
import { BannerContent } from './banner-content.ts';
import {
  bannerLine,
  chooseBanner,
  isBannerTrue,
  lineKey,
  mayRecommend,
  MOST_RECOMMENDED,
  type CatalogEntry,
  type ShownBanner,
  type Storefront,
  type WaitingBanner,
} from './choose-banner.ts';
import { bannersToShow } from './plan-banners.server.ts';
import type { BannerToPlan } from './plan-banners.ts';
import { selectBannerCollections, selectBannerProducts } from './store/banner-products.server.ts';
import { rememberShown } from './store/seen-banners.server.ts';
import { selectWaitingBanners, type WaitingBannerRow } from './store/waiting-banners.server.ts';
import { visitIdentifiers, type Visit } from './visit.ts';

/** As long as a person is reminded of a cart they are taken to be busy with it. */
const SHOPPING_MS = 10 * DAY;

/**
 * The banner for the current visitor, and remembers that this visitor was shown it.
 * @param now epoch milliseconds
 */
export async function showBanner(
  client: ShopClient,
  shopId: string,
  storefront: Storefront,
  visit: Visit,
  openDeals: OpenDeals,
  now: number,
): Promise<ShownBanner | null> {
  const { profileId, waiting: open } = await waitingBanners(client, shopId, visit, now);
  if (profileId === null) return null;
  const current = open.filter((banner) => isBannerTrue(banner, now));
  const waiting = await bannersToShow(client, shopId, profileId, current, openDeals, now);
  if (waiting.length === 0) return null;
  const catalog = await catalogOf(client, shopId, storefront, waiting);
  // Twice as many as are shown, for some may have no page to lead to.
  const recommended = mayRecommend(waiting, now)
    ? await recommendWithOwned(
        client,
        shopId,
        profileId,
        visit.productId,
        2 * MOST_RECOMMENDED,
        now,
      )
    : [];
  const banner = chooseBanner(waiting, catalog, recommended, storefront, now);
  if (banner && visit.visitor !== null) {
    await rememberShown(client, shopId, banner.id, visit.visitor);
  }
  return banner;
}

/** Open banners of the one person that the strongest known identifier points at, with what is true of each now. */
async function waitingBanners(
  client: ShopClient,
  shopId: string,
  visit: Visit,
  now: number,
): Promise<{ profileId: string | null; waiting: (WaitingBanner & BannerToPlan)[] }> {
  const rows = await selectWaitingBanners(
    client,
    shopId,
    { identifiers: visitIdentifiers(visit), cart: visit.cart },
    { now, shoppingSince: now - SHOPPING_MS },
  );
  const contents = rows.map((row) => ({ row, content: BannerContent.parse(row.content) }));
  const handles = await selectBannerCollections(
    client,
    shopId,
    contents.flatMap(({ content }) => collectionOf(content) ?? []),
  );
  const waiting = contents.map(({ row, content }) => {
    const standing = standingOfRow(row);
    return {
      id: row.id,
      content,
      priority: content.priority ?? usualPriority(content.context.subject),
      effectKey: row.effect_key,
      runId: row.run_id,
      journeyKey: row.journey_key,
      seenAt: row.seen_at,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      seenTimes: row.seen_times,
      cart:
        standing.standing === 'open'
          ? {
              ...standing.cart,
              lines: standing.lines,
              recoveryUrl: row.confirmed ? standing.cart.recoveryUrl : null,
            }
          : null,
      collectionHandle: handles.get(collectionOf(content) ?? '') ?? null,
      ordered: isOrdered(content, row, standing.standing),
      isShopping: row.is_shopping,
    };
  });
  return { profileId: rows[0]?.profile_id ?? null, waiting };
}

function collectionOf({ context }: BannerContent): string | undefined {
  return context.subject === 'person' ? context.collection : undefined;
}

/** Whether an order made the banner untrue; a run about a person says itself whether one ends it. */
function isOrdered(
  { context: { subject } }: BannerContent,
  { has_ordered: hasOrdered }: WaitingBannerRow,
  standing: CartStanding['standing'],
): boolean {
  if (subject === 'order') return hasOrdered;
  return subject === 'basket' && standing === 'ordered';
}

/** What the catalogue knows of the banners' lines. */
async function catalogOf(
  client: ShopClient,
  shopId: string,
  storefront: Storefront,
  banners: readonly WaitingBanner[],
): Promise<Map<string, CatalogEntry>> {
  const lines = banners.flatMap(
    ({ cart, content }) => cart?.lines ?? bannerLine(content.context) ?? [],
  );
  const rows = await selectBannerProducts(client, shopId, lines);
  return new Map(
    rows.map(({ productId, variantId, title, imageUrl, canBuy, handle }) => [
      lineKey({ productId, variantId }),
      {
        title,
        imageUrl,
        canBuy,
        url: `${storefront.url}/${handle === null ? 'cart' : `products/${handle}`}`,
      },
    ]),
  );
}
