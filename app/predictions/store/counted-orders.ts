import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopDays } from '#app/predictions/model/shop-days.ts';

/**
 * Orders that count: placed before a moment and not cancelled. What a person ordered on one day of the shop is
 * one purchase. Anonymous orders are left out. Money counts in the shop's own currency, less what was paid back.
 * $1 is the shop, $2 the moment.
 */
export const PLACED_ORDERS = 'shop_id = $1 and placed_at < $2 and cancelled_at is null';
/** These, of people only. */
export const COUNTED_ORDERS = `${PLACED_ORDERS} and not exists (
  select from profile where profile.shop_id = $1 and profile.id = purchase.profile_id and not ${IS_PERSON})`;

/** Of a sample by chance of one in $3. */
export const SAMPLED_PEOPLE = '(hashtext(profile_id::text) & 2147483647) % $3 = 0';

/** A part of a shop's orders: those before a moment of one in so many people, by the days of the shop. */
export type OrderSample = { now: number; days: ShopDays; oneIn: number };
