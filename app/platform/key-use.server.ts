import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { KeyUse } from './key-report.ts';
import { sealedColumns } from './sealed-columns.ts';

/** What each key seals in the whole installation, as the text or the bytes of the values themselves say. */
export async function keyUse(pool: pg.Pool): Promise<KeyUse[]> {
  const { rows: tokens } = await pool.query<{ keyId: string | null; count: number }>(
    `select case when token like 'v2:%' then split_part(token, ':', 2) end as "keyId", count(*) as count
       from "Session" cross join unnest(array["accessToken", "refreshToken"]) as token
      where token <> '' group by 1`,
  );
  const uses: KeyUse[] = tokens.map((use) => ({ ...use, place: 'session tokens' }));
  const { rows: shops } = await pool.query<{ id: string }>('select id from shop order by id');
  for (const { id } of shops)
    for (const { table, column } of sealedColumns) {
      const counted = await inShop(pool, id, (client) =>
        client.query<{ keyId: string | null; count: number }>(
          `select case when substr(${column}, 1, 4) = '\\x00544b02' then encode(substr(${column}, 5, 4), 'hex') end as "keyId",
                  count(*) as count
             from ${table} where shop_id = $1 and ${column} is not null group by 1`,
          [id],
        ),
      );
      uses.push(...counted.rows.map((use) => ({ ...use, place: table })));
    }
  return uses;
}
