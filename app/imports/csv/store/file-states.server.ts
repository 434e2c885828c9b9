import type { ShopClient } from '#app/platform/db.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import type { ColumnMapping, FileKind } from '../fields.ts';

/** Of a file that can still be cancelled. */
export const IS_FILE_OPEN = `state not in ('done', 'failed', 'cancelled')`;

/** Goes back from the dry run to what the columns hold. */
export async function backToMapping(client: ShopClient, shopId: string, id: string): Promise<void> {
  await client.query(
    `update move_in set state = 'mapping' where shop_id = $1 and id = $2 and state = 'checked'`,
    [shopId, id],
  );
}

/** The merchant has to say which letters the bytes of a file stand for. `guesses` are rows of an encoding and its words. */
export async function markEncoding(
  client: ShopClient,
  shopId: string,
  id: string,
  guesses: string[][],
): Promise<void> {
  await client.query(
    `update move_in set state = 'encoding', sample = $3 where shop_id = $1 and id = $2`,
    [shopId, id, sealedSample(client, shopId, id, guesses)],
  );
}

/** What a file holds, as far as it says so itself. `bytesStart` is the byte after the header. */
type AcceptedFile = {
  kind: FileKind | null;
  delimiter: string;
  header: string[];
  sample: string[][];
  mapping: ColumnMapping;
  digest: string;
  bytesTotal: number;
  bytesStart: number;
};

/** A file is accepted: the merchant says what its columns hold. One that was sent before keeps the time of that. */
export async function markMapping(
  client: ShopClient,
  shopId: string,
  id: string,
  file: AcceptedFile,
): Promise<void> {
  await client.query(
    `update move_in set state = 'mapping', kind = $3, delimiter = $4, header = $5, sample = $6, mapping = $7,
       digest = $8, bytes_total = $9, bytes_start = $10, bytes_done = $10,
       told_at = coalesce((select min(told_at) from move_in before
                            where before.shop_id = $1 and before.digest = $8), told_at)
     where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      file.kind,
      file.delimiter,
      file.header,
      sealedSample(client, shopId, id, file.sample),
      JSON.stringify(file.mapping),
      file.digest,
      file.bytesTotal,
      file.bytesStart,
    ],
  );
}

function sealedSample(client: ShopClient, shopId: string, id: string, rows: string[][]): Buffer {
  const bytes = Buffer.from(JSON.stringify(rows));
  return ringOf(client).rawBodies.seal(bytes, placeIn('move_in', shopId, id));
}

/**
 * The dry run begins with what the merchant said of a file.
 * @param now epoch milliseconds
 * @returns false when it is past that, or cancelled
 */
export async function markChecking(
  client: ShopClient,
  shopId: string,
  id: string,
  terms: { kind: FileKind; mapping: ColumnMapping },
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update move_in set state = 'checking', kind = $3, mapping = $4, counts = null, bytes_done = bytes_start,
       rows_done = 0, rows_unusable = 0, reading_since = $5
     where shop_id = $1 and id = $2 and state in ('mapping', 'checked')`,
    [shopId, id, terms.kind, JSON.stringify(terms.mapping), new Date(now)],
  );
  return rowCount === 1;
}

/**
 * The import begins after the dry run.
 * @param now epoch milliseconds
 * @returns false when the dry run is not over, or the file was cancelled
 */
export async function markRunning(
  client: ShopClient,
  shopId: string,
  id: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update move_in set state = 'running', bytes_done = bytes_start, rows_done = 0, rows_unusable = 0,
       reading_since = $3
     where shop_id = $1 and id = $2 and state = 'checked'`,
    [shopId, id, new Date(now)],
  );
  return rowCount === 1;
}

/** How an import ended; `now` is epoch milliseconds. */
export type FileEnd = { state: 'done' | 'failed' | 'cancelled'; error?: string; now: number };

/** Ends a file that is open. */
export async function markFileEnded(
  client: ShopClient,
  shopId: string,
  id: string,
  end: FileEnd,
): Promise<void> {
  await client.query(
    `update move_in set state = $3, error = $4, finished_at = $5, sample = null
     where shop_id = $1 and id = $2 and ${IS_FILE_OPEN}`,
    [shopId, id, end.state, end.error ?? null, new Date(end.now)],
  );
}
