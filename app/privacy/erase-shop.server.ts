import type pg from 'pg';
import { v7 } from 'uuid';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { rowsIn, type Certificate } from './compliance-request.ts';
import {
  countShopRows,
  deleteDroppedDeliveries,
  deleteFigureChanges,
  deleteShopRow,
  deleteShopRows,
  deleteShopSessions,
  eraseShopConsent,
  insertShopErasure,
} from './store/shop-rows.server.ts';
import { tablePartitions } from './store/table-partitions.server.ts';
import { inUninstalledShop, type ErasureRefusal } from './uninstalled-shop.server.ts';

/** Rows deleted in one transaction, so that none runs for long. */
const ROWS_AT_ONCE = 10_000;
/** A shop's own row guards what may be deleted, and these go with it; figures, because they count what is deleted. */
const WITH_THE_SHOP = [
  'consent',
  'consent_chain',
  'compliance_duty',
  'definition',
  'definition_version',
  'roll_up',
  'roll_up_change',
];

/** A request for the erasure of a shop. `requestedAt` and what `now` gives are epoch milliseconds. */
export type ShopErasure = { requestedAt: number; now: () => number };

export type ShopErasureOutcome = { outcome: 'erased'; certificate: Certificate } | ErasureRefusal;

/**
 * Erases everything of a shop: its rows in every table, its sessions, and the shop itself. A certificate stays that
 * names the shop by a code only. Each transaction asks whether the shop may be erased. May be killed and run again:
 * what is gone is gone, and the shop goes last.
 */
export async function eraseShop(
  pool: pg.Pool,
  shopId: string,
  codes: CodeMaker,
  erasure: ShopErasure,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<ShopErasureOutcome> {
  const startedAt = erasure.now();
  const tables: Record<string, number> = {};
  for (const table of SHOP_KEY_TABLES) {
    if (WITH_THE_SHOP.includes(table)) continue;
    const emptied = await emptyTable(pool, shopId, table, rowsAtOnce, erasure.now);
    if (emptied.outcome !== 'worked') return emptied;
    if (emptied.result > 0) tables[table] = emptied.result;
  }
  const last = await inUninstalledShop(pool, shopId, erasure.now(), async (client, domain) => {
    Object.assign(tables, await deleteShop(client, shopId, domain));
    const certificate = certificateOf(tables, startedAt, erasure.now());
    await insertShopErasure(client, {
      id: v7(),
      shopCode: codes.codeOf('shop', domain),
      requestedAt: erasure.requestedAt,
      certificate,
    });
    return certificate;
  });
  return last.outcome === 'worked' ? { outcome: 'erased', certificate: last.result } : last;
}

/** The shop's own row, and what cannot go before it. */
async function deleteShop(
  client: ShopClient,
  shopId: string,
  domain: string,
): Promise<Record<string, number>> {
  const tables: Record<string, number> = {};
  for (const table of WITH_THE_SHOP) {
    tables[table] = await countShopRows(client, shopId, table);
  }
  await eraseShopConsent(client);
  await deleteFigureChanges(client, shopId);
  tables.Session = await deleteShopSessions(client, domain);
  tables.dropped_delivery = await deleteDroppedDeliveries(client, domain);
  tables.shop = await deleteShopRow(client, shopId);
  return Object.fromEntries(Object.entries(tables).filter(([, rows]) => rows > 0));
}

function certificateOf(
  tables: Readonly<Record<string, number>>,
  startedAt: number,
  finishedAt: number,
): Certificate {
  return { tables: { ...tables }, rows: rowsIn(tables), startedAt, finishedAt, remaining: 0 };
}

async function emptyTable(
  pool: pg.Pool,
  shopId: string,
  table: string,
  rowsAtOnce: number,
  now: () => number,
): Promise<{ outcome: 'worked'; result: number } | ErasureRefusal> {
  const inShopThatLeft = <T>(work: (client: ShopClient) => Promise<T>) =>
    inUninstalledShop(pool, shopId, now(), work);
  const partitions = await inShopThatLeft((client) => tablePartitions(client, table));
  if (partitions.outcome !== 'worked') return partitions;
  let rows = 0;
  for (const partition of partitions.result) {
    for (;;) {
      const deleted = await inShopThatLeft((client) =>
        deleteShopRows(client, shopId, partition, rowsAtOnce),
      );
      if (deleted.outcome !== 'worked') return deleted;
      rows += deleted.result;
      if (deleted.result < rowsAtOnce) break;
    }
  }
  return { outcome: 'worked', result: rows };
}
