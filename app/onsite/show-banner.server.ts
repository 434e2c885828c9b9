import { LINE_CAN_BE_BOUGHT } from '#app/catalog/can-be-bought.ts';
import { recommendWithOwned } from '#app/catalog/recommend.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { cartColumns, standingOfRow, type CartColumns } from '#app/profiles/carts/cart-columns.ts';
import { PERSONAL } from '#app/profiles/identity/match-tokens.ts';
import { BannerContent } from './banner-content.ts';
import {
  chooseBanner,
  lineKey,
  mayRecommend,
  MOST_RECOMMENDED,
  type CatalogEntry,
  type ShownBanner,
  type Storefront,
  type WaitingBanner,
} from './choose-banner.ts';
import { visitIdentifiers, type Visit } from './visit.ts';

/** More open banners than this for one person are not looked at. */
const MOST_BANNERS = 10;
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
  now: number,
): Promise<ShownBanner | null> {
  const { profileId, waiting } = await waitingBanners(client, shopId, visit, now);
  if (profileId === null) return null;
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
    await client.query(
      'update banner set shown_to = $3 where shop_id = $1 and id = $2 and shown_to is distinct from $3',
      [shopId, banner.id, visit.visitor],
    );
  }
  return banner;
}

type BannerRow = CartColumns & {
  id: string;
  profile_id: string;
  content: unknown;
  created_at: number;
  expires_at: number;
  seen_times: number;
  /** Whether Shopify named the checkout together with a person; until then it may be anyone's. */
  confirmed: boolean;
  /** Whether the person has ordered since the banner was placed. */
  has_ordered: boolean;
  is_shopping: boolean;
};

/**
 * Open banners of the one person that the strongest known identifier points at; none when there is no such person.
 *
 * Only the customer whom Shopify vouches for sees what is theirs: the checkout with the address that takes it up
 * again, and what goes with their orders. A visitor with a token alone sees the cart, which the token opens in
 * the shop anyway, and of an identified person only the very cart whose token they have.
 */
async function waitingBanners(
  client: ShopClient,
  shopId: string,
  visit: Visit,
  now: number,
): Promise<{ profileId: string | null; waiting: WaitingBanner[] }> {
  const identifiers = visitIdentifiers(visit);
  const { rows } = await client.query<BannerRow>(
    `with found as (
       select identity.profile_id, identity.kind = 'customer' as vouched
         from unnest($2::text[], $3::text[]) with ordinality as asked (kind, value, place)
         join identity on identity.shop_id = $1
          and identity.kind = asked.kind and identity.value = asked.value
        order by asked.place
        limit 1
     ),
     person as (
       select found.*, profile.email is not null or profile.customer_id is not null
            or profile.state->>'phone' is not null
            or exists (select from identity strong where strong.shop_id = $1
                 and strong.profile_id = found.profile_id and strong.kind = any($6)) as identified
         from found
         join profile on profile.shop_id = $1 and profile.id = found.profile_id
     ),
     open_banner as (
       select banner.*, person.vouched, context->>'kind' as kind,
              context->>'token' as token,
              case context->>'kind' when 'cart' then context->>'token' else context->>'cartToken' end as cart_token
         from person
         join banner on banner.shop_id = $1 and banner.profile_id = person.profile_id
          and banner.state in ('waiting', 'seen') and banner.expires_at > $4
         cross join lateral (select banner.content->'context' as context) about
        where person.vouched or not person.identified
           or case context->>'kind' when 'cart' then context->>'token' else context->>'cartToken' end = $7
     )
     select banner.id, banner.profile_id, banner.content, banner.created_at, banner.expires_at, banner.seen_times,
            ${cartColumns('cart')},
            exists (
              select from identity checkout
               where checkout.shop_id = $1 and checkout.kind = 'checkout' and checkout.value = cart.token
                 and cart.kind = 'checkout' and checkout.confirmed) as confirmed,
            exists (
              select from purchase
               where purchase.shop_id = $1 and purchase.profile_id = banner.profile_id
                 and purchase.placed_at >= banner.created_at) as has_ordered,
            exists (
              select from cart as open
               where open.shop_id = $1 and open.profile_id = banner.profile_id
                 and (open.order_id is null or open.updated_at > open.ordered_at)
                 and open.quantity > 0 and open.updated_at > $5) as is_shopping
       from open_banner banner
       left join cart on cart.shop_id = $1 and cart.profile_id = banner.profile_id
        and cart.kind = case when banner.vouched then banner.kind else 'cart' end
        and cart.token = case when banner.vouched then banner.token else banner.cart_token end
       left join cart base on base.shop_id = $1 and base.kind = 'cart' and base.token = banner.cart_token
        and cart.kind = 'checkout'
      order by banner.created_at
      limit ${String(MOST_BANNERS)}`,
    [
      shopId,
      identifiers.map(({ kind }) => kind),
      identifiers.map(({ value }) => value),
      new Date(now),
      new Date(now - SHOPPING_MS),
      PERSONAL,
      visit.cart,
    ],
  );
  const waiting = rows.map((row) => {
    const content = BannerContent.parse(row.content);
    const standing = standingOfRow(row);
    return {
      id: row.id,
      content,
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
      ordered:
        content.context.subject === 'order' ? row.has_ordered : standing.standing === 'ordered',
      isShopping: row.is_shopping,
    };
  });
  return { profileId: rows[0]?.profile_id ?? null, waiting };
}

type ProductRow = {
  product_id: string;
  variant_id: string | null;
  title: string;
  handle: string | null;
  image_url: string | null;
  can_buy: boolean;
};

/** What the catalogue knows of the banners' lines. */
async function catalogOf(
  client: ShopClient,
  shopId: string,
  storefront: Storefront,
  banners: readonly WaitingBanner[],
): Promise<Map<string, CatalogEntry>> {
  const lines = banners.flatMap((banner) => banner.cart?.lines ?? []);
  const { rows } = await client.query<ProductRow>(
    `select distinct product.id as product_id, line.variant_id, product.title, product.handle,
            product.image_url,
            ${LINE_CAN_BE_BOUGHT} as can_buy
       from unnest($2::text[], $3::text[]) as line (product_id, variant_id)
       join product on product.shop_id = $1 and product.id = line.product_id
       left join variant on variant.shop_id = $1 and variant.id = line.variant_id`,
    [shopId, lines.map((line) => line.productId), lines.map((line) => line.variantId)],
  );
  return new Map(
    rows.map((row) => [
      lineKey({ productId: row.product_id, variantId: row.variant_id }),
      {
        title: row.title,
        imageUrl: row.image_url,
        canBuy: row.can_buy,
        url: `${storefront.url}/${row.handle === null ? 'cart' : `products/${row.handle}`}`,
      },
    ]),
  );
}
