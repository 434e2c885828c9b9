import type { ShopClient } from '#app/platform/db.server.ts';
import type { OpenedBytes } from './key-ring.server.ts';
import { placeIn, sealedColumnOf, type SealedTable } from './sealed-columns.ts';
import { ringOf } from './sealing-pool.server.ts';

/** A sealed value of a shop, and what it is in the clear. */
export type SealedRow = { key: string[]; opened: OpenedBytes };

/** How many values were sealed again, how many no key opens, and the last key; null when there is nothing left. */
export type ResealedPage = { resealed: number; unreadable: number; after: string[] | null };

/** Rows fetched at a time; one may be a megabyte. */
const PAGE = 16;

/**
 * Every sealed value of a shop in a table, opened, a few at a time in the order of the key: for what looks for a
 * person in bodies that the database itself cannot read.
 */
export async function* sealedRows(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
): AsyncGenerator<SealedRow, void, void> {
  for (let after: string[] | null = null; ;) {
    const rows: SealedRow[] = await sealedPage(client, shopId, table, { after, outdated: false });
    yield* rows;
    after = rows.at(-1)?.key ?? null;
    if (rows.length < PAGE) return;
  }
}

/**
 * Seals the next few values again that the newest key has not sealed. Rows that others hold are left for the next
 * time, so that nothing ever waits in a circle.
 * @param after key of the last row that was looked at; null at the beginning
 */
export async function resealPage(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  after: readonly string[] | null,
): Promise<ResealedPage> {
  const rows = await sealedPage(client, shopId, table, { after, outdated: true });
  let resealed = 0;
  for (const { key, opened } of rows) {
    if (opened.outcome !== 'opened') continue;
    await replaceSealed(client, shopId, table, key, opened.bytes);
    resealed += 1;
  }
  const next = rows.length < PAGE ? null : (rows.at(-1)?.key ?? null);
  return { resealed, unreadable: rows.length - resealed, after: next };
}

/** Puts a value, sealed, in place of the one in a row. */
async function replaceSealed(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  key: readonly string[],
  plain: Uint8Array,
): Promise<void> {
  const { column, key: names } = sealedColumnOf(table);
  const where = names.map((name, at) => `${name} = $${String(at + 3)}`).join(' and ');
  const sealed = ringOf(client).rawBodies.seal(plain, placeIn(table, shopId, ...key));
  await client.query(`update ${table} set ${column} = $2 where shop_id = $1 and ${where}`, [
    shopId,
    sealed,
    ...key,
  ]);
}

async function sealedPage(
  client: ShopClient,
  shopId: string,
  table: SealedTable,
  { after, outdated }: { after: readonly string[] | null; outdated: boolean },
): Promise<SealedRow[]> {
  const { column, key } = sealedColumnOf(table);
  const { rawBodies } = ringOf(client);
  const columns = key.join(', ');
  const last = key.map((_, at) => `$${String(at + 4)}`).join(', ');
  const { rows } = await client.query<{ key: string[]; sealed: string }>(
    `select array[${key.map((name) => `${name}::text`).join(', ')}] as key, encode(${column}, 'base64') as sealed
       from ${table}
      where shop_id = $1 and ${column} is not null
        and ($2::bytea is null or substr(${column}, 1, length($2::bytea)) <> $2::bytea)
        ${after === null ? '' : `and (${columns}) > (${last})`}
      order by ${columns} limit $3 ${outdated ? 'for no key update skip locked' : ''}`,
    [shopId, outdated ? rawBodies.currentPrefix : null, PAGE, ...(after ?? [])],
  );
  return rows.map(({ key: rowKey, sealed }) => ({
    key: rowKey,
    opened: rawBodies.open(Buffer.from(sealed, 'base64'), placeIn(table, shopId, ...rowKey)),
  }));
}
