import { z } from 'zod';
import { idOf } from '#app/lib/ids.ts';
import { bulkOrderLines, serveFile } from './bulk-orders.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { startMeasured } from './measured-child.ts';

const ORDERS = 30_000;

export const IMPORT_SIZES = `import: a bulk file of ${String(ORDERS)} orders with four lines each`;

const Took = z.object({ ms: z.number() });

/** Orders a second from a bulk file to people with scores. */
export async function benchImport(lab: Lab): Promise<Figure> {
  const lines = [...bulkOrderLines(ORDERS, Date.now())];
  const file = Buffer.from(`${lines.join('\n')}\n`);
  const served = await serveFile(file);
  try {
    const perSecond = async (who: string, program: string) =>
      await lab.withBed((bed) => measure(lab, bed, who, program, served.url, file.length));
    const value = await perSecond('Tendril', 'tests/bench/importer.ts');
    return { value, baseline: await perSecond('baseline', 'tests/bench/baseline/import.ts') };
  } finally {
    await served.close();
  }
}

async function measure(
  lab: Lab,
  bed: Bed,
  who: string,
  program: string,
  url: string,
  bytes: number,
): Promise<number> {
  await bed.owner.query(
    `insert into import_run (shop_id, id, kind, purpose, until, state, bulk_id, objects_total, bytes_total,
       reading_since)
     values ($1, $2, 'orders', 'history', now(), 'reading', 'bench', $3, $4, now())`,
    [bed.shop.id, idOf('import', bed.shop.id), ORDERS, bytes],
  );
  const env = { DATABASE_URL: bed.url, SHOP_ID: bed.shop.id, FILE_URL: url };
  // Tendril reads files in the worker, within its bounds of memory.
  const child = await startMeasured(program, env, 'ready', 'app/worker.server.ts');
  await child.saying('took ');
  const [, took = ''] = /took (\{.*\})/.exec(child.output()) ?? [];
  const { ms } = Took.parse(JSON.parse(took));
  const { cpuMs, peakMb } = await child.usage();
  await child.kill('SIGTERM');
  const perSecond = (ORDERS / ms) * 1_000;
  lab.say(
    `import.rate ${who}: ${perSecond.toFixed(0)} (${(cpuMs / ORDERS).toFixed(3)} ms of processor time each, ${peakMb.toFixed(0)} MB)`,
  );
  return perSecond;
}
