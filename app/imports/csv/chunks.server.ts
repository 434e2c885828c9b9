import { createHash } from 'node:crypto';
import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import {
  loadChunkAt,
  loadChunks,
  replaceChunk,
  sumChunkBytes,
  type FileChunk,
} from './store/chunks.server.ts';
import { CodePageEvidence } from './code-pages.ts';
import type { CodePage } from './code-page-names.ts';
import { readTop } from './file-top.server.ts';
import { encodingOf, utf8Pieces, type Encoding } from './decode-text.ts';
import { markEncoding, markMapping } from './store/file-states.server.ts';
import { loadCsvImport, lockCsvImport } from './store/files.server.ts';
import type { CsvImport } from './file.ts';
import { presetMapping, recognise } from './recognise.ts';

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
  if ((await sumChunkBytes(client, shopId, id)) !== file.bytesTotal)
    return { outcome: 'incomplete' };
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
  await markEncoding(client, shopId, id, guesses);
  return { outcome: 'asked' };
}

/**
 * Loads a file that is being accepted. A user who does so twice at once waits here: letters that are made UTF-8 twice
 * are none any more.
 */
async function lockFile(client: ShopClient, shopId: string, id: string): Promise<CsvImport | null> {
  await lockCsvImport(client, shopId, id);
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
  await markMapping(client, shopId, id, {
    kind,
    delimiter,
    header,
    sample,
    mapping: presetMapping(header, kind),
    digest: text.digest,
    bytesTotal: text.total,
    bytesStart: start,
  });
  return { outcome: 'ready' };
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

async function* chunksOf(
  client: ShopClient,
  shopId: string,
  id: string,
  from = 0,
): AsyncGenerator<FileChunk, void, void> {
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
    const chunk = await loadChunkAt(client, shopId, id, position);
    if (chunk === null) break;
    const isAsItIs = encoding === 'utf-8' && !hasZeros;
    const text = isAsItIs ? chunk : decode(chunk, false);
    if (text === null) return null;
    hash.update(text);
    if (!isAsItIs) await replaceChunk(client, shopId, id, { position, start: total, bytes: text });
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
