import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import { sealedColumns } from './sealed-columns.ts';
import { resealPage, type ResealedPage } from './sealed-rows.server.ts';
import { listShopIds } from './store/list-shop-ids.server.ts';

/** What sealing again came to: values sealed by the newest key now, and values that no key opens. */
export type Resealed = { resealed: number; unreadable: number };

/**
 * Seals with the newest key what an older one sealed, or what was stored before it was sealed at all, in every sealed
 * column of every shop. Safe beside everything that reads and writes: a few rows a transaction.
 */
export async function resealColumns(pool: pg.Pool): Promise<Resealed> {
  const total: Resealed = { resealed: 0, unreadable: 0 };
  for (const id of await listShopIds(pool))
    for (const { table } of sealedColumns) {
      let after: string[] | null = null;
      do {
        const from: string[] | null = after;
        const page: ResealedPage = await inShop(pool, id, (client) =>
          resealPage(client, id, table, from),
        );
        total.resealed += page.resealed;
        total.unreadable += page.unreadable;
        after = page.after;
      } while (after !== null);
    }
  return total;
}
