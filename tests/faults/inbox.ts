import type { TestShop } from '#tests/setup/shop.ts';
import type { TestEnvironment } from './environment.ts';

/** How many deliveries of a shop the app knows of, processed or waiting. */
export async function keysKnown(environment: TestEnvironment, { id }: TestShop): Promise<number> {
  const [row] = await environment.ask<{ count: number }>(
    `select count(*)::int as count from (
       select delivery_key from inbox where shop_id = $1 union select delivery_key from delivery_seen where shop_id = $1) as known
     where delivery_key not like 'tendril:%'`,
    [id],
  );
  return row?.count ?? Number.NaN;
}

export async function isInboxEmpty(
  environment: TestEnvironment,
  shops: readonly TestShop[],
): Promise<boolean> {
  const [row] = await environment.ask<{ waiting: number }>(
    'select count(*)::int as waiting from inbox where shop_id = any ($1)',
    [shops.map(({ id }) => id)],
  );
  return row?.waiting === 0;
}

export type DeliveryOutcomes = {
  processed: number;
  quarantined: number;
  unknown: number;
  repeated: number;
};

/** The outcomes of the deliveries of a shop. */
export async function deliveryOutcomesOf(
  environment: TestEnvironment,
  { id }: TestShop,
): Promise<DeliveryOutcomes> {
  const [row] = await environment.ask<DeliveryOutcomes>(
    `select sum(processed)::int as processed, sum(quarantined)::int as quarantined,
       sum(unknown)::int as unknown, sum(repeated)::int as repeated
     from topic_count where shop_id = $1 and topic not like 'tendril/%'`,
    [id],
  );
  if (!row) throw new Error('Nothing was counted.');
  return row;
}
