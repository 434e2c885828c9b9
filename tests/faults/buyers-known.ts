import type { TestEnvironment } from './environment.ts';
import { buyerKey, type Buyer } from './traffic.ts';

/** What the app knows of all people with an address, by the index of their shop in the environment. */
export async function buyersKnown(
  environment: TestEnvironment,
  shops: readonly { id: string }[] = environment.shops,
): Promise<Map<string, Buyer>> {
  const people = await environment.ask<{
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
