import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';

/** Marks companies as deleted in Shopify; the first time, in epoch milliseconds, counts. */
export async function markCompaniesDeleted(
  client: ShopClient,
  shopId: string,
  deleted: readonly { gid: string; at: number }[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update account set deleted_at = least(deleted_at, row.at)
       from json_to_recordset($2) as row (key text, at timestamptz)
      where account.shop_id = $1 and account.company_gid = row.key`,
    deleted.map(({ gid, at }) => ({ key: gid, at: isoTime(at) })),
  );
}

/** Marks contacts of companies as deleted in Shopify; the first time, in epoch milliseconds, counts. */
export async function markContactsDeleted(
  client: ShopClient,
  shopId: string,
  deleted: readonly { id: string; at: number }[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update account_contact set deleted_at = least(deleted_at, row.at)
       from json_to_recordset($2) as row (key text, at timestamptz)
      where account_contact.shop_id = $1 and account_contact.id = row.key`,
    deleted.map(({ id, at }) => ({ key: id, at: isoTime(at) })),
  );
}

/** Marks locations of companies as deleted in Shopify; the first time, in epoch milliseconds, counts. */
export async function markLocationsDeleted(
  client: ShopClient,
  shopId: string,
  deleted: readonly { id: string; at: number }[],
): Promise<void> {
  await writeRows(
    client,
    shopId,
    `update account_location set deleted_at = least(deleted_at, row.at)
       from json_to_recordset($2) as row (key text, at timestamptz)
      where account_location.shop_id = $1 and account_location.id = row.key`,
    deleted.map(({ id, at }) => ({ key: id, at: isoTime(at) })),
  );
}
