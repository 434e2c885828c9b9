import type pg from 'pg';
import { v7 } from 'uuid';
import { inShop } from '#app/db.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import { SHOP_KEY_TABLES } from '#app/profiles/person-tables/registry.ts';
import { rowsIn, type Certificate } from '../compliance-request.ts';

/** Rows deleted in one transaction, so that none runs for long. */
const ROWS_AT_ONCE = 10_000;
/** A shop's own row guards what may be deleted, and these go with it. */
const WITH_THE_SHOP = ['consent', 'consent_chain', 'compliance_duty'];

export type ShopErasure = {
  domain: string;
  requestedAt: number;
  now: () => number;
};

/**
 * Erases everything of a shop: its rows in every table, its sessions, and the shop itself. A certificate stays that
 * names the shop by a code only. May be killed and run again: what is gone is gone, and the shop goes last.
 */
export async function eraseShop(
  pool: pg.Pool,
  shopId: string,
  codes: CodeMaker,
  { domain, requestedAt, now }: ShopErasure,
): Promise<Certificate> {
  const startedAt = now();
  const tables: Record<string, number> = {};
  const note = (table: string, rows: number) => {
    if (rows > 0) tables[table] = (tables[table] ?? 0) + rows;
  };
  for (const table of SHOP_KEY_TABLES)
    if (!WITH_THE_SHOP.includes(table)) note(table, await emptyTable(pool, shopId, table));
  await inShop(pool, shopId, async (client) => {
    for (const table of WITH_THE_SHOP) {
      const { rows } = await client.query<{ rows: number }>(
        `select count(*)::int as rows from ${table} where shop_id = $1`,
        [shopId],
      );
      note(table, rows[0]?.rows ?? 0);
    }
    await client.query('select erase_shop_consent()');
    const sessions = await client.query('delete from "Session" where "shop" = $1', [domain]);
    note('Session', sessions.rowCount ?? 0);
    const dropped = await client.query('delete from dropped_delivery where domain = $1', [domain]);
    note('dropped_delivery', dropped.rowCount ?? 0);
    const gone = await client.query('delete from shop where id = $1', [shopId]);
    note('shop', gone.rowCount ?? 0);
    const certificate = certificateOf(tables, startedAt, now());
    await client.query(
      `insert into shop_erasure (id, shop_code, requested_at, finished_at, certificate)
       values ($1, $2, $3, $4, $5)`,
      [
        v7(),
        codes.codeOf('shop', domain),
        new Date(requestedAt),
        new Date(certificate.finishedAt),
        JSON.stringify(certificate),
      ],
    );
  });
  return certificateOf(tables, startedAt, now());
}

function certificateOf(
  tables: Readonly<Record<string, number>>,
  startedAt: number,
  finishedAt: number,
): Certificate {
  return { tables: { ...tables }, rows: rowsIn(tables), startedAt, finishedAt, remaining: 0 };
}

async function emptyTable(pool: pg.Pool, shopId: string, table: string): Promise<number> {
  let rows = 0;
  for (;;) {
    const deleted = await inShop(pool, shopId, (client) =>
      client.query(
        `delete from ${table} where shop_id = $1 and (tableoid, ctid) in (
           select tableoid, ctid from ${table} where shop_id = $1 limit $2)`,
        [shopId, ROWS_AT_ONCE],
      ),
    );
    const count = deleted.rowCount ?? 0;
    rows += count;
    if (count < ROWS_AT_ONCE) return rows;
  }
}
