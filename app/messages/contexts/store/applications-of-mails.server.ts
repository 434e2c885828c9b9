import type { ShopClient } from '#app/platform/db.server.ts';

type ApplicationOfMailRow = {
  id: string;
  email: string;
  contactName: string;
  company: string;
  isVerified: boolean;
};

/** Applications by their ids; those that are gone are left out. */
export async function selectApplicationsOfMails(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<ApplicationOfMailRow[]> {
  const { rows } = await client.query<ApplicationOfMailRow>(
    `select id, email, contact_name as "contactName", company, verified_at is not null as "isVerified"
       from application where shop_id = $1 and id = any($2)`,
    [shopId, ids],
  );
  return rows;
}
