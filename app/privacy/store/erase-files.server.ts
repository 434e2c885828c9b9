import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { blankRowsNaming } from '../blank-rows.ts';
import type { PersonMentions } from '../mentions.ts';

type StoredChunk = { importId: string; position: number; bytes: Buffer };

/**
 * Blanks a person's rows in the files that are being imported; a file that was read is gone. Rows that two chunks
 * share are read whole.
 * @returns how many rows
 */
export async function eraseFileRows(
  client: ShopClient,
  shopId: string,
  mentions: PersonMentions,
): Promise<number> {
  const { rows: files } = await client.query<{ id: string; delimiter: string | null }>(
    `select id, delimiter from move_in where shop_id = $1
        and exists (select from move_in_slice where shop_id = $1 and move_in_id = id)`,
    [shopId],
  );
  let blankedRows = 0;
  for (const { id, delimiter } of files) {
    // What a whole file is at most is bounded where it is uploaded.
    const { rows: chunks } = await client.query<StoredChunk>(
      `select move_in_id as "importId", position, bytes from move_in_slice
        where shop_id = $1 and move_in_id = $2 order by position for update`,
      [shopId, id],
    );
    const opened = chunks.map((chunk) => openChunk(client, shopId, chunk));
    // What no key opens cannot be read at all, and the file is refused when it is read.
    const known = opened.filter((chunk) => chunk !== null);
    const file = Buffer.concat(known.map(({ bytes }) => bytes));
    const blanked = blankRowsNaming(file, mentions, delimiter);
    if (blanked > 0) await writeBack(client, shopId, known, file);
    blankedRows += blanked;
  }
  return blankedRows;
}

function openChunk(client: ShopClient, shopId: string, chunk: StoredChunk): StoredChunk | null {
  const place = placeIn('move_in_slice', shopId, chunk.importId, chunk.position);
  const opened = ringOf(client).rawBodies.open(chunk.bytes, place);
  return opened.outcome === 'opened' ? { ...chunk, bytes: opened.bytes } : null;
}

async function writeBack(
  client: ShopClient,
  shopId: string,
  chunks: readonly StoredChunk[],
  file: Buffer,
): Promise<void> {
  let start = 0;
  for (const { importId, position, bytes } of chunks) {
    const now = file.subarray(start, start + bytes.length);
    start += bytes.length;
    if (now.equals(bytes)) continue;
    const place = placeIn('move_in_slice', shopId, importId, position);
    await client.query(
      'update move_in_slice set bytes = $4 where shop_id = $1 and move_in_id = $2 and position = $3',
      [shopId, importId, position, ringOf(client).rawBodies.seal(now, place)],
    );
  }
}
