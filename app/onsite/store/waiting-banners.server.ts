import type { ShopClient } from '#app/platform/db.server.ts';
import { cartColumns, type CartColumns } from '#app/profiles/carts/cart-columns.ts';
import type { Identifier } from '#app/events/event.ts';
import { PERSONAL } from '#app/profiles/identity/match-tokens.ts';

/** More open banners than this for one person are not looked at. */
const MOST_BANNERS = 10;

/** An open banner with what decides whether it is shown; times are epoch milliseconds. */
export type WaitingBannerRow = CartColumns & {
  id: string;
  profile_id: string;
  content: unknown;
  created_at: number;
  expires_at: number;
  seen_times: number;
  /** When it was seen first; null while it was not. */
  seen_at: number | null;
  effect_key: string;
  run_id: string | null;
  /** The journey of its run; null where that is gone. */
  journey_key: string | null;
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
 * @param visit `identifiers` the strongest first, `cart` the token of the browser's cart
 * @param times who changed a cart after `shoppingSince` is busy with it; epoch milliseconds
 */
export async function selectWaitingBanners(
  client: ShopClient,
  shopId: string,
  { identifiers, cart }: { identifiers: readonly Identifier[]; cart: string | null },
  { now, shoppingSince }: { now: number; shoppingSince: number },
): Promise<WaitingBannerRow[]> {
  const { rows } = await client.query<WaitingBannerRow>(
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
            banner.seen_at, banner.effect_key, banner.run_id,
            (select journey_key from journey_run run where run.shop_id = $1 and run.id = banner.run_id),
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
      new Date(shoppingSince),
      PERSONAL,
      cart,
    ],
  );
  return rows;
}
