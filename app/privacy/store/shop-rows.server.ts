import type { ShopClient } from '#app/platform/db.server.ts';
import type { Certificate } from '../compliance-request.ts';
import { changeByPlace } from './table-partitions.server.ts';

/** How many rows of a table are a shop's. */
export async function countShopRows(
  client: ShopClient,
  shopId: string,
  table: string,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from ${table} where shop_id = $1`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/**
 * Deletes some rows of a shop from a table, or from a partition of it.
 * @returns how many
 */
export async function deleteShopRows(
  client: ShopClient,
  shopId: string,
  partition: string,
  most: number,
): Promise<number> {
  return await changeByPlace(
    client,
    // An array is read once; by "in" all rows of the shop would be read to find the chosen among them.
    `delete from only ${partition} where shop_id = $1 and ctid = any(array(
       select ctid from only ${partition} where shop_id = $1 limit $2))`,
    [shopId, most],
  );
}

/** Erases the proofs of consent of the shop whose transaction this is. */
export async function eraseShopConsent(client: ShopClient): Promise<void> {
  await client.query('select erase_shop_consent()');
}

/** Deletes the changes of a shop's figures. */
export async function deleteFigureChanges(client: ShopClient, shopId: string): Promise<void> {
  await client.query('delete from roll_up_change where shop_id = $1', [shopId]);
}

/** Deletes the sessions of a shop. Gives how many. */
export async function deleteShopSessions(client: ShopClient, domain: string): Promise<number> {
  const { rowCount } = await client.query('delete from "Session" where "shop" = $1', [domain]);
  return rowCount ?? 0;
}

/** Deletes what was counted of deliveries of a shop that were dropped. Gives how many rows. */
export async function deleteDroppedDeliveries(client: ShopClient, domain: string): Promise<number> {
  const { rowCount } = await client.query('delete from dropped_delivery where domain = $1', [
    domain,
  ]);
  return rowCount ?? 0;
}

/** Deletes a shop's own row. Gives how many: one, or none when it is gone. */
export async function deleteShopRow(client: ShopClient, shopId: string): Promise<number> {
  const { rowCount } = await client.query('delete from shop where id = $1', [shopId]);
  return rowCount ?? 0;
}

/** Proof that a shop was erased, which names it by a code only; `requestedAt` is epoch milliseconds. */
type ShopErasureProof = {
  id: string;
  shopCode: string;
  requestedAt: number;
  certificate: Certificate;
};

/** Stores the proof that a shop was erased. */
export async function insertShopErasure(
  client: ShopClient,
  { id, shopCode, requestedAt, certificate }: ShopErasureProof,
): Promise<void> {
  await client.query(
    `insert into shop_erasure (id, shop_code, requested_at, finished_at, certificate)
     values ($1, $2, $3, $4, $5)`,
    [
      id,
      shopCode,
      new Date(requestedAt),
      new Date(certificate.finishedAt),
      JSON.stringify(certificate),
    ],
  );
}
