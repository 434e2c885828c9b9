import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';
import { sealedColumnOf, type SealedTable } from '../sealed-columns.ts';

/** A key and how many values it seals; null is no key, of values that are not sealed. */
export type KeyCount = { keyId: string | null; count: number };

/** What each key seals of the tokens of Shopify's sessions. */
export async function countTokensByKey(pool: pg.Pool): Promise<KeyCount[]> {
  const { rows } = await pool.query<KeyCount>(
    `select case when token like 'v2:%' then split_part(token, ':', 2) end as "keyId", count(*) as count
       from "Session" cross join unnest(array["accessToken", "refreshToken"]) as token
      where token <> '' group by 1`,
  );
  return rows;
}

/** What each key seals of a shop's values in a table. */
export async function countSealedByKey(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
): Promise<KeyCount[]> {
  const { column } = sealedColumnOf(table);
  const { rows } = await client.query<KeyCount>(
    `select case when substr(${column}, 1, 4) = '\\x00544b02' then encode(substr(${column}, 5, 4), 'hex') end as "keyId",
            count(*) as count
       from ${table} where shop_id = $1 and ${column} is not null group by 1`,
    [shopId],
  );
  return rows;
}
