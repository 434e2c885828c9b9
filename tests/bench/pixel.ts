import { z } from 'zod';
import { installedShop } from '#tests/setup/shop.ts';
import { startBareWeb, startWeb, type Server } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { resultOf } from './measured-child.ts';

const JOB = { connections: 64, warmUpSeconds: 3, seconds: 8, eventsPerBatch: 10 } as const;

const SHOPS = 8;

export const PIXEL_SIZES = `pixel: ${String(JOB.seconds)} s over ${String(JOB.connections)} connections in batches of ${String(JOB.eventsPerBatch)}, ${String(SHOPS)} shops`;

const Result = z.object({ perSecond: z.number(), failed: z.number() });

/** Events of the storefront taken a second, each batch of another visitor. */
export async function benchPixel(lab: Lab): Promise<Figure> {
  async function measure(who: string, start: (bed: Bed) => Promise<Server>): Promise<number> {
    return await lab.withBed(async (bed) => {
      const { url, process } = await start(bed);
      const before = await process.usage();
      const job = { ...JOB, url, keys: await openShops(bed) };
      const answer = await resultOf(
        'tests/bench/pixel-generator.ts',
        { JOB: JSON.stringify(job) },
        'result',
      );
      const { perSecond, failed } = Result.parse(answer);
      const { cpuMs } = await process.usage();
      await process.kill('SIGTERM');
      if (failed > 0) throw new Error(`${who} refused ${String(failed)} batches.`);
      lab.say(
        `pixel.rate ${who}: ${perSecond.toFixed(0)} (${(cpuMs - before.cpuMs).toFixed(0)} ms of processor time)`,
      );
      return perSecond;
    });
  }
  const value = await measure('Tendril', (bed) => startWeb(lab, bed));
  return { value, baseline: await measure('baseline', (bed) => startBareWeb(bed)) };
}

/** Opens shops enough that none of them reaches the limit of one, and gives their public keys. */
async function openShops({ owner }: Bed): Promise<string[]> {
  for (let more = 1; more < SHOPS; more += 1) await installedShop(owner);
  const { rows } = await owner.query<{ pixel_key: string }>('select pixel_key from shop');
  return rows.map((row) => row.pixel_key);
}
