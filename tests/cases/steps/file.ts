import { inShop } from '#app/platform/db.server.ts';
import { CHUNK_BYTES, type CsvImport } from '#app/imports/csv/file.ts';
import { beginFile, endFile, startCheck, startRun } from '#app/imports/csv/files.server.ts';
import { loadCsvImport } from '#app/imports/csv/store/files.server.ts';
import { mappingProblems } from '#app/imports/csv/recognise.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import type { SentFile, Story } from '../case-environment.ts';
import type { StepOf } from '../words.ts';

const STAFF = 'staff';

/** Sends a file of people, has it checked and, unless it is refused, imported. */
export async function sendFile(story: Story, step: StepOf<'csv'>): Promise<void> {
  const { db, shop, clock, queue } = story;
  const sent = await upload(story, step.name, bytesOf(step.bytes));
  story.files.set(step.as, sent);
  const { id } = sent;
  if (id === null || sent.refusal !== null) return;
  const { kind, mapping, state } = await fileOf(story, id);
  if (kind === null || state !== 'mapping' || mappingProblems(mapping).length > 0) return;
  await inShop(db.pool, shop.id, (client) =>
    startCheck(client, shop.id, id, { kind, mapping }, clock.now()),
  );
  await queue.drain();
  await inShop(db.pool, shop.id, (client) => startRun(client, shop.id, id, STAFF, clock.now()));
  await queue.drain();
}

async function upload(
  { db, shop, clock }: Story,
  fileName: string,
  bytes: Buffer,
): Promise<SentFile> {
  const now = clock.now();
  const upload = { fileName, bytes: bytes.length, actor: STAFF, now };
  return await inShop(db.pool, shop.id, async (client) => {
    const begun = await beginFile(client, shop.id, upload);
    if (begun.outcome === 'refused')
      return { id: null, refusal: begun.reason, sample: [], header: [] };
    const { id } = begun;
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const piece = bytes.subarray(at, at + CHUNK_BYTES);
      await saveChunk(client, shop.id, id, at / CHUNK_BYTES, piece);
    }
    const completed = await completeFile(client, shop.id, id);
    const refusal = completed.outcome === 'refused' ? completed.reason : null;
    if (refusal !== null)
      await endFile(client, shop.id, id, { state: 'failed', error: refusal, now });
    const file = await loadCsvImport(client, shop.id, id);
    return { id, refusal, sample: file?.sample ?? [], header: file?.header ?? [] };
  });
}

/** A file as the app has it now. */
export async function fileOf({ db, shop }: Story, id: string): Promise<CsvImport> {
  const file = await inShop(db.pool, shop.id, (client) => loadCsvImport(client, shop.id, id));
  if (!file) throw new Error('The file is gone.');
  return file;
}

function bytesOf(bytes: StepOf<'csv'>['bytes']): Buffer {
  if ('text' in bytes) return Buffer.from(bytes.text);
  if ('base64' in bytes) return Buffer.from(bytes.base64, 'base64');
  const { line, from, to } = bytes.repeat;
  const many = Array.from({ length: to - from + 1 }, (_, place) =>
    line.replaceAll('{n}', String(from + place)),
  );
  return Buffer.from(`${[...bytes.lines, ...many, ...bytes.then].join('\n')}\n`);
}
