import type { ShopClient } from '#app/platform/db.server.ts';

/** A shop as a sender of mails. */
export type SendingShopRow = {
  name: string;
  currency: string;
  domain: string;
  email: string | null;
  timeZone: string;
  storefrontUrl: string;
  hosts: string[];
  /** The newest version of its settings; null when there is none. */
  settings: unknown;
};

/** Null when there is no such shop. */
export async function selectSendingShop(
  client: ShopClient,
  shopId: string,
): Promise<SendingShopRow | null> {
  const { rows } = await client.query<SendingShopRow>(
    `select name, currency, domain, email, time_zone as "timeZone", storefront_url as "storefrontUrl", hosts,
            (select value from setting where shop_id = $1 order by version desc limit 1) as settings
       from shop where id = $1`,
    [shopId],
  );
  return rows[0] ?? null;
}
