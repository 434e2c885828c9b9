import type { ShopClient } from '#app/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { blankRowsNaming } from '../blank-rows.ts';
import type { PersonMentions } from '../mentions.ts';

type Piece = { moveInId: string; position: number; bytes: Buffer };

/**
 * Blanks a person's rows in the files that are being imported; a file that was read is gone. Rows that two pieces
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
    const { rows: pieces } = await client.query<Piece>(
      `select move_in_id as "moveInId", position, bytes from move_in_slice
        where shop_id = $1 and move_in_id = $2 order by position for update`,
      [shopId, id],
    );
    const opened = pieces.map((piece) => openedPiece(client, shopId, piece));
    // What no key opens cannot be read by anybody, and the file is refused when it is read.
    const known = opened.filter((piece) => piece !== null);
    const file = Buffer.concat(known.map(({ bytes }) => bytes));
    const blanked = blankRowsNaming(file, mentions, delimiter);
    if (blanked > 0) await writeBack(client, shopId, known, file);
    blankedRows += blanked;
  }
  return blankedRows;
}

function openedPiece(client: ShopClient, shopId: string, piece: Piece): Piece | null {
  const place = placeIn('move_in_slice', shopId, piece.moveInId, piece.position);
  const opened = ringOf(client).rawBodies.open(piece.bytes, place);
  return opened.outcome === 'opened' ? { ...piece, bytes: opened.bytes } : null;
}

async function writeBack(
  client: ShopClient,
  shopId: string,
  pieces: readonly Piece[],
  file: Buffer,
): Promise<void> {
  let start = 0;
  for (const { moveInId, position, bytes } of pieces) {
    const now = file.subarray(start, start + bytes.length);
    start += bytes.length;
    if (now.equals(bytes)) continue;
    const place = placeIn('move_in_slice', shopId, moveInId, position);
    await client.query(
      'update move_in_slice set bytes = $4 where shop_id = $1 and move_in_id = $2 and position = $3',
      [shopId, moveInId, position, ringOf(client).rawBodies.seal(now, place)],
    );
  }
}
