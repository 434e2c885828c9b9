import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import type { Mapping } from '#app/move-in/fields.ts';
import { beginFile, startCheck, startRun } from '#app/move-in/files.server.ts';
import { readMoveIns } from '#app/move-in/read-move-ins.server.ts';
import { completeFile, saveSlice } from '#app/move-in/slices.server.ts';
import { workerAt } from '#tests/setup/worker-at.ts';

/** Takes a file of people in at a moment, as its columns are said to be. */
export async function takeIn(
  pool: pg.Pool,
  shopId: string,
  text: string,
  mapping: Mapping,
  now: number,
): Promise<void> {
  const bytes = Buffer.from(text);
  const services = await workerAt(pool, now);
  const read = () => readMoveIns(services, shopId);
  const file = { fileName: 'people.csv', bytes: bytes.length, actor: 'staff', now };
  const id = await inShop(pool, shopId, async (client) => {
    const begun = await beginFile(client, shopId, file);
    if (begun.outcome !== 'begun') throw new Error(begun.reason);
    await saveSlice(client, shopId, begun.id, 0, bytes);
    await completeFile(client, shopId, begun.id);
    await startCheck(client, shopId, begun.id, { kind: 'csv', mapping }, now);
    return begun.id;
  });
  await read();
  await inShop(pool, shopId, (client) => startRun(client, shopId, id, 'staff', now));
  await read();
}
