import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { openStored } from '#app/platform/open-stored.server.ts';
import { placeIn } from '#app/platform/sealed-columns.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { CodePageEvidence } from './code-pages.ts';
import type { CodePage } from './code-page-names.ts';
import { NotCsvError } from './csv-rows.server.ts';
import { readTop } from './file-top.server.ts';
import { encodingOf, utf8Pieces, type Encoding } from './decode-text.ts';
import { loadCsvImport } from './files.server.ts';
import { CHUNK_BYTES, type CsvImport } from './file.ts';
import { presetMapping, recognise } from './recognise.ts';

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

export type FileUploadOutcome =
  | { outcome: 'ready' | 'incomplete' }
  /** The merchant has to say which letters its bytes stand for. */
  | { outcome: 'asked' }
  | { outcome: 'refused'; reason: string };

/** Accepts a file of which all chunks are there: makes it UTF-8, reads its header and says what it may be. */
export async function completeFile(
  client: ShopClient,
  shopId: string,
  id: string,
): Promise<FileUploadOutcome> {
  const file = await lockFile(client, shopId, id);
  const [first] = await loadChunks(client, shopId, id, 0, 1);
  if (file?.state !== 'uploading' || !first) return { outcome: 'incomplete' };
  const { rows } = await client.query<{ bytes: number }>(
    'select sum(size) as bytes from move_in_slice where shop_id = $1 and move_in_id = $2',
    [shopId, id],
  );
  if (rows[0]?.bytes !== file.bytesTotal) return { outcome: 'incomplete' };
  const detected = encodingOf(first.bytes);
  if (detected.outcome === 'not_text') return { outcome: 'refused', reason: detected.reason };
  if (detected.encoding !== 'utf-8')
    return await acceptFile(client, shopId, file, detected.encoding);
  const { isUtf8, hasZeros } = await utf8In(client, shopId, id);
  if (isUtf8) return await acceptFile(client, shopId, file, 'utf-8', hasZeros);
  const evidence = new CodePageEvidence();
  for await (const { bytes } of chunksOf(client, shopId, id)) evidence.add(bytes);
  const result = evidence.result();
  if (result.outcome === 'known') return await acceptFile(client, shopId, file, result.encoding);
  const guesses = result.guesses.map(({ encoding, words }) => [encoding, ...words]);
  await client.query(
    `update move_in set state = 'encoding', sample = $3 where shop_id = $1 and id = $2`,
    [shopId, id, sealedSample(client, shopId, id, guesses)],
  );
  return { outcome: 'asked' };
}

/**
 * Loads a file that is being accepted. A user who does so twice at once waits here: letters that are made UTF-8 twice
 * are none any more.
 */
async function lockFile(client: ShopClient, shopId: string, id: string): Promise<CsvImport | null> {
  await client.query('select from move_in where shop_id = $1 and id = $2 for no key update', [
    shopId,
    id,
  ]);
  return await loadCsvImport(client, shopId, id);
}

/** Accepts a file of which the merchant chose the encoding. */
export async function chooseEncoding(
  client: ShopClient,
  shopId: string,
  id: string,
  encoding: CodePage,
): Promise<FileUploadOutcome> {
  const file = await lockFile(client, shopId, id);
  if (file?.state !== 'encoding') return { outcome: 'incomplete' };
  return await acceptFile(client, shopId, file, encoding);
}

async function acceptFile(
  client: ShopClient,
  shopId: string,
  { id, fileName }: Pick<CsvImport, 'id' | 'fileName'>,
  encoding: Encoding,
  hasZeros = false,
): Promise<FileUploadOutcome> {
  const text = await toUtf8(client, shopId, id, encoding, hasZeros);
  if (text === null)
    return { outcome: 'refused', reason: 'The letters of this file cannot be read.' };
  const [head] = await loadChunks(client, shopId, id, 0, 1);
  const top = await readTop(head?.bytes ?? new Uint8Array(), (from) =>
    bytesFrom(client, shopId, id, from),
  );
  if (typeof top === 'string') return { outcome: 'refused', reason: top };
  const { delimiter, header, sample, start } = top;
  const kind = recognise(header, fileName);
  await client.query(
    `update move_in set state = 'mapping', kind = $3, delimiter = $4, header = $5, sample = $6, mapping = $7,
       digest = $8, bytes_total = $9, bytes_start = $10, bytes_done = $10,
       told_at = coalesce((select min(told_at) from move_in before
                            where before.shop_id = $1 and before.digest = $8), told_at)
     where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      kind,
      delimiter,
      header,
      sealedSample(client, shopId, id, sample),
      JSON.stringify(presetMapping(header, kind)),
      text.digest,
      text.total,
      start,
    ],
  );
  return { outcome: 'ready' };
}

function sealedSample(client: ShopClient, shopId: string, id: string, rows: string[][]): Buffer {
  const bytes = Buffer.from(JSON.stringify(rows));
  return ringOf(client).rawBodies.seal(bytes, placeIn('move_in', shopId, id));
}

/** The bytes of a file from one on; each chunk is fetched when it is wanted. */
export async function* fileBytes(
  pool: pg.Pool,
  shopId: string,
  id: string,
  from: number,
): AsyncGenerator<Uint8Array, void, void> {
  let at = from;
  for (;;) {
    const wanted = at;
    const [chunk] = await inShop(pool, shopId, (client) =>
      loadChunks(client, shopId, id, wanted, 1),
    );
    if (!chunk) return;
    yield chunk.bytes.subarray(at - chunk.start);
    at = chunk.start + chunk.bytes.length;
  }
}

type StoredChunk = { position: number; start: number; bytes: Buffer };

/** The chunks that hold a byte and what follows. */
async function loadChunks(
  client: ShopClient,
  shopId: string,
  id: string,
  from: number,
  limit: number,
): Promise<StoredChunk[]> {
  const { rows } = await client.query<StoredChunk>(
    `select position, start, bytes from move_in_slice
      where shop_id = $1 and move_in_id = $2 and start + size > $3 order by position limit $4`,
    [shopId, id, from, limit],
  );
  return rows.map((row) => opened(client, shopId, id, row));
}

function opened<T extends Pick<StoredChunk, 'position' | 'bytes'>>(
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

async function* chunksOf(
  client: ShopClient,
  shopId: string,
  id: string,
  from = 0,
): AsyncGenerator<StoredChunk, void, void> {
  for (let at = from; ;) {
    const [chunk] = await loadChunks(client, shopId, id, at, 1);
    if (!chunk) return;
    yield chunk;
    at = chunk.start + chunk.bytes.length;
  }
}

/** Whether a file is UTF-8, and whether zeros are among its letters. */
async function utf8In(client: ShopClient, shopId: string, id: string) {
  const decode = utf8Pieces('utf-8');
  let hasZeros = false;
  for await (const { bytes } of chunksOf(client, shopId, id)) {
    if (decode(bytes, false) === null) return { isUtf8: false, hasZeros };
    hasZeros ||= bytes.includes(0);
  }
  return { isUtf8: decode(new Uint8Array(), true) !== null, hasZeros };
}

/**
 * Rewrites the chunks where they are not UTF-8 without zeros, one at a time, and takes the digest of what they then
 * hold.
 */
async function toUtf8(
  client: ShopClient,
  shopId: string,
  id: string,
  encoding: Encoding,
  hasZeros: boolean,
): Promise<{ total: number; digest: string } | null> {
  const hash = createHash('sha256');
  const decode = utf8Pieces(encoding);
  let total = 0;
  for (let position = 0; ; position += 1) {
    const { rows } = await client.query<{ bytes: Buffer }>(
      'select bytes from move_in_slice where shop_id = $1 and move_in_id = $2 and position = $3',
      [shopId, id, position],
    );
    const [stored] = rows;
    if (!stored) break;
    const chunk = opened(client, shopId, id, { position, bytes: stored.bytes });
    const isAsItIs = encoding === 'utf-8' && !hasZeros;
    const text = isAsItIs ? chunk.bytes : decode(chunk.bytes, false);
    if (text === null) return null;
    hash.update(text);
    if (!isAsItIs)
      await client.query(
        `update move_in_slice set start = $4, bytes = $5, size = $6
         where shop_id = $1 and move_in_id = $2 and position = $3`,
        [
          shopId,
          id,
          position,
          total,
          ringOf(client).rawBodies.seal(text, placeIn('move_in_slice', shopId, id, position)),
          text.length,
        ],
      );
    total += text.length;
  }
  return decode(new Uint8Array(), true) === null ? null : { total, digest: hash.digest('hex') };
}

async function* bytesFrom(
  client: ShopClient,
  shopId: string,
  id: string,
  from: number,
): AsyncGenerator<Uint8Array, void, void> {
  for await (const { start, bytes } of chunksOf(client, shopId, id, from))
    yield bytes.subarray(Math.max(0, from - start));
}
