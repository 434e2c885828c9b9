import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { ColumnMapping } from '#app/imports/csv/fields.ts';
import { beginFile, startCheck, startRun } from '#app/imports/csv/files.server.ts';
import { runCsvImports } from '#app/imports/csv/run-csv-imports.server.ts';
import { completeFile } from '#app/imports/csv/chunks.server.ts';
import { saveChunk } from '#app/imports/csv/store/chunks.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';

/** Takes a file of people in at a moment, as its columns are said to be. */
export async function importText(
  pool: pg.Pool,
  shopId: string,
  text: string,
  mapping: ColumnMapping,
  now: number,
): Promise<void> {
  const bytes = Buffer.from(text);
  const services = await workerAt(pool, now);
  const read = () => runCsvImports(services, shopId);
  const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now };
  const id = await inShop(pool, shopId, async (client) => {
    const begun = await beginFile(client, shopId, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveChunk(client, shopId, begun.id, 0, bytes);
    await completeFile(client, shopId, begun.id);
    await startCheck(client, shopId, begun.id, { kind: 'csv', mapping }, now);
    return begun.id;
  });
  await read();
  await inShop(pool, shopId, (client) => startRun(client, shopId, id, 'staff', now));
  await read();
}
