import type { ShopClient } from '#app/platform/db.server.ts';

/** The newest rules of a shop, whether people are being recomputed by them, and the last one who was. */
export type PolicyState = { version: number; isBuilding: boolean; reached: string | null };

/** @throws when there is no such shop */
export async function loadPolicyState(client: ShopClient, shopId: string): Promise<PolicyState> {
  const { rows } = await client.query<PolicyState>(
    `select shop.policy_version as version, reached,
            assessment.shop_id is not null and finished_at is null as "isBuilding"
       from shop left join assessment on assessment.shop_id = shop.id where shop.id = $1`,
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop;
}

/** Gives the shop's rules the version that its recomputation has. */
export async function savePolicyVersion(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `update shop set policy_version = assessment.policy_version from assessment
      where shop.id = $1 and assessment.shop_id = $1`,
    [shopId],
  );
}
