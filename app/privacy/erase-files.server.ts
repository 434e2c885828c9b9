import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { blankRowsNaming } from './blank-rows.ts';
import type { PersonMentions } from './mentions.ts';
import {
  listStoredFiles,
  lockStoredChunks,
  replaceStoredChunk,
  type StoredChunk,
} from './store/file-chunks.server.ts';

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
  let blankedRows = 0;
  for (const { id, delimiter } of await listStoredFiles(client, shopId)) {
    const chunks = await lockStoredChunks(client, shopId, id);
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
    await replaceStoredChunk(client, shopId, { importId, position, bytes: now });
  }
}
