import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { openBulkFile } from './bulk-file.server.ts';
import { finishRun } from './finish-run.server.ts';
import type { ImportRun } from './import-run.ts';
import { jsonlGroups, type JsonlGroup } from './jsonl-groups.ts';
import { holdRun, noteRead } from './store/import-runs.server.ts';
import { readBatches } from './read-batches.ts';
import { readGroup } from './read-group.ts';
import { saveGroups } from './save-groups.server.ts';
import type { ImportShop } from './store/import-shop.server.ts';
import type { ImportedGroup, ImportTarget } from './saved-run.server.ts';

/** Objects saved in one transaction unless given. */
const BATCH = 500;
/** Where files may be read from beside Shopify: the local store of tests; none unless given. */
export type FileSource = { localStore?: string | undefined };

/** How many objects are read without a pause, about a millisecond. */
const CHUNK_SIZE = 8;

/**
 * Reads a run's file from where it is to its end. One batch is read while the one before is being saved, and no
 * more than these two are held, whatever the size of the file.
 * @returns `gone` when Shopify has no file any more; `left` when the run was cancelled meanwhile
 */
export async function readFile(
  services: DrainServices & FileSource & { batch?: number },
  shop: ImportShop,
  run: ImportRun,
  url: string,
): Promise<'done' | 'gone' | 'left'> {
  const file = await openBulkFile(url, run.bytesDone, services.localStore ?? null);
  if (file.outcome === 'gone') return 'gone';
  const groups = jsonlGroups(file.bytes, run.bytesDone);
  try {
    const size = services.batch ?? BATCH;
    const saved = bulkRun(shop, run);
    const isWhole = await readBatches(
      run.bytesDone,
      () => nextBatch(groups, run, shop, size, services.clock.now()),
      (from, batch) => saveGroups(services, shop, saved, from, batch),
    );
    if (!isWhole) return 'left';
    await finishRun(services.pool, shop.id, run, services.clock.now());
    return 'done';
  } finally {
    await groups.return();
  }
}

function bulkRun(
  { id: shopId }: ImportShop,
  { id, kind, purpose }: ImportRun,
): ImportTarget<ImportedGroup> {
  const topic = `import/${kind}`;
  return {
    topic,
    // No mail is sent because of what was before the installation.
    startsJourneys: purpose === 'changes',
    hold: (client, bytesDone) => holdRun(client, shopId, { id, bytesDone }),
    note: (client, _groups, read) => noteRead(client, shopId, id, read),
    refused({ end }) {
      const reason = 'It could not be processed because of an error in the app.';
      const body = new TextEncoder().encode(`{"kind":"${kind}","end":${String(end)}}`);
      const unusable = [{ topic, body, reason }];
      return { events: [], catalog: [], accounts: [], dataIssues: [], end, unusable };
    },
  };
}

async function nextBatch(
  groups: AsyncGenerator<JsonlGroup, void, void>,
  { kind }: ImportRun,
  shop: ImportShop,
  size: number,
  now: number,
): Promise<ImportedGroup[]> {
  const batch: ImportedGroup[] = [];
  while (batch.length < size) {
    const next = await groups.next();
    if (next.done) break;
    batch.push({ ...readGroup(kind, next.value, shop, now), end: next.value.end });
    // The statements that save the batch before must not wait until the last of these is read.
    if (batch.length % CHUNK_SIZE === 0) await yieldToEventLoop();
  }
  return batch;
}
