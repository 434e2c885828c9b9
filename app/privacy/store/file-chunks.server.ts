import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';

/** A file of which chunks are stored. */
export type StoredFile = { id: string; delimiter: string | null };

/** A chunk of a file, sealed or in the clear. */
export type StoredChunk = { importId: string; position: number; bytes: Buffer };

/** The files of a shop of which chunks are stored. */
export async function listStoredFiles(client: ShopClient, shopId: string): Promise<StoredFile[]> {
  const { rows } = await client.query<StoredFile>(
    `select id, delimiter from move_in where shop_id = $1
        and exists (select from move_in_slice where shop_id = $1 and move_in_id = id)`,
    [shopId],
  );
  return rows;
}

/** All chunks of a file as they are stored, locked. What a whole file is at most is bounded where it is uploaded. */
export async function lockStoredChunks(
  client: ShopClient,
  shopId: string,
  importId: string,
): Promise<StoredChunk[]> {
  const { rows } = await client.query<StoredChunk>(
    `select move_in_id as "importId", position, bytes from move_in_slice
      where shop_id = $1 and move_in_id = $2 order by position for update`,
    [shopId, importId],
  );
  return rows;
}

/** Puts other bytes, sealed, in place of a chunk's of the same length. */
export async function replaceStoredChunk(
  client: ShopClient,
  shopId: string,
  { importId, position, bytes }: StoredChunk,
): Promise<void> {
  const place = placeIn('move_in_slice', shopId, importId, position);
  await client.query(
    'update move_in_slice set bytes = $4 where shop_id = $1 and move_in_id = $2 and position = $3',
    [shopId, importId, position, ringOf(client).rawBodies.seal(bytes, place)],
  );
}
