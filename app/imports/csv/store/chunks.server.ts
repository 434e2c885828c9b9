import type { ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { NotCsvError } from '../csv-rows.server.ts';
import { CHUNK_BYTES } from '../file.ts';

/**
 * Stores a chunk of a file that is being uploaded. Sending it again changes nothing.
 * @returns false when the file is not waited for, or no longer
 */
export async function saveChunk(
  client: ShopClient,
  shopId: string,
  id: string,
  position: number,
  bytes: Uint8Array,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into move_in_slice (shop_id, move_in_id, position, start, bytes, size)
     select shop_id, id, $3, $4, $5, $6 from move_in
      where shop_id = $1 and id = $2 and state = 'uploading' and $4 < bytes_total for share
     on conflict (shop_id, move_in_id, position) do update set bytes = excluded.bytes, size = excluded.size`,
    [
      shopId,
      id,
      position,
      position * CHUNK_BYTES,
      ringOf(client).rawBodies.seal(bytes, placeIn('move_in_slice', shopId, id, position)),
      bytes.length,
    ],
  );
  return rowCount === 1;
}

/** A chunk in the clear; `start` is its first byte in the file. */
export type FileChunk = { position: number; start: number; bytes: Buffer };

/** The chunks that hold a byte and what follows. */
export async function loadChunks(
  client: ShopClient,
  shopId: string,
  id: string,
  from: number,
  limit: number,
): Promise<FileChunk[]> {
  const { rows } = await client.query<FileChunk>(
    `select position, start, bytes from move_in_slice
      where shop_id = $1 and move_in_id = $2 and start + size > $3 order by position limit $4`,
    [shopId, id, from, limit],
  );
  return rows.map((row) => opened(client, shopId, id, row));
}

/** The bytes of the chunk at a position; null after the last one. */
export async function loadChunkAt(
  client: ShopClient,
  shopId: string,
  id: string,
  position: number,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ bytes: Buffer }>(
    'select bytes from move_in_slice where shop_id = $1 and move_in_id = $2 and position = $3',
    [shopId, id, position],
  );
  const [row] = rows;
  return row ? opened(client, shopId, id, { position, bytes: row.bytes }).bytes : null;
}

/** How many bytes of a file are stored. */
export async function sumChunkBytes(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<number> {
  const { rows } = await client.query<{ bytes: number | null }>(
    'select sum(size) as bytes from move_in_slice where shop_id = $1 and move_in_id = $2',
    [shopId, id],
  );
  return rows[0]?.bytes ?? 0;
}

/** Puts other bytes in place of a chunk's; `start` is their first byte in the file. */
export async function replaceChunk(
  client: ShopClient,
  shopId: string,
  id: string,
  { position, start, bytes }: { position: number; start: number; bytes: Uint8Array },
): Promise<void> {
  await client.query(
    `update move_in_slice set start = $4, bytes = $5, size = $6
     where shop_id = $1 and move_in_id = $2 and position = $3`,
    [
      shopId,
      id,
      position,
      start,
      ringOf(client).rawBodies.seal(bytes, placeIn('move_in_slice', shopId, id, position)),
      bytes.length,
    ],
  );
}

/** Deletes what is stored of a file. */
export async function deleteChunks(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query('delete from move_in_slice where shop_id = $1 and move_in_id = $2', [
    shopId,
    id,
  ]);
}

function opened<T extends Pick<FileChunk, 'position' | 'bytes'>>(
  client: ShopClient,
  shopId: string,
  id: string,
  chunk: T,
): T {
  const place = placeIn('move_in_slice', shopId, id, chunk.position);
  const { bytes, fault } = openStored(client, place, chunk.bytes);
  if (fault !== null)
    throw new NotCsvError('What was stored of this file cannot be opened. Send it again.');
  return { ...chunk, bytes };
}
