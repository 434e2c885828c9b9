import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { KeyUse } from './key-report.ts';
import { sealedColumns } from './sealed-columns.ts';
import { countSealedByKey, countTokensByKey } from './store/key-use.server.ts';
import { listShopIds } from './store/list-shop-ids.server.ts';

/** What each key seals in the whole installation, as the text or the bytes of the values themselves say. */
export async function keyUse(pool: pg.Pool): Promise<KeyUse[]> {
  const tokens = await countTokensByKey(pool);
  const uses: KeyUse[] = tokens.map((use) => ({ ...use, place: 'session tokens' }));
  for (const id of await listShopIds(pool))
    for (const { table } of sealedColumns) {
      const counted = await inShop(pool, id, (client) => countSealedByKey(client, id, table));
      uses.push(...counted.map((use) => ({ ...use, place: table })));
    }
  return uses;
}
