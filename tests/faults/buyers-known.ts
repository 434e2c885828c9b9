import type { House } from './house.ts';
import { buyerKey, type Buyer } from './traffic.ts';

/** What the app knows of everybody with an address, by the place of their shop in the house. */
export async function buyersKnown(
  house: House,
  shops: readonly { id: string }[] = house.shops,
): Promise<Map<string, Buyer>> {
  const people = await house.ask<{
    shop_id: string;
    email: string;
    orders: number;
    spent_minor: number;
  }>(
    `select shop_id, email, orders, spent_minor::float8 as spent_minor from profile
     where email is not null and shop_id = any ($1)`,
    [shops.map(({ id }) => id)],
  );
  const places = new Map(shops.map(({ id }, place) => [id, place]));
  return new Map(
    people.map(({ shop_id, email, orders, spent_minor }) => [
      buyerKey(places.get(shop_id) ?? -1, email),
      { orders, spentMinor: spent_minor },
    ]),
  );
}
