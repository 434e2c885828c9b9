import { z } from 'zod';
import { eventually } from '#tests/stack/stack.ts';
import { load } from './accept.ts';
import { startBareWeb, startWeb, startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';

const BURST = { kind: 'burst', count: 2_000, copies: 2 } as const;
const PATIENCE_MS = 60_000;

export const BURST_SIZES = `burst: ${String(BURST.count)} deliveries, ${String(BURST.copies)} copies each`;

const Result = z.object({ acknowledged: z.array(z.number()) });

/** Deliveries that were acknowledged in a burst and are not accounted for once it was worked off. */
export async function benchBurst(lab: Lab): Promise<Figure> {
  const value = await lab.withBed(async (bed) => {
    const [web, worker] = [await startWeb(lab, bed), await startWorker(lab, bed)];
    const acknowledged = await burst(web, bed);
    await eventually('working off the burst', PATIENCE_MS, async () => {
      return (await keysIn(bed, 'inbox')).size === 0;
    });
    const lost = missing(acknowledged, await keysIn(bed, 'delivery_seen'));
    await Promise.all([web.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
    return lost;
  });
  const baseline = await lab.withBed(async (bed) => {
    const web = await startBareWeb(bed);
    const lost = missing(await burst(web, bed), await keysIn(bed, 'inbox'));
    await web.process.kill('SIGTERM');
    return lost;
  });
  lab.say(`burst.unaccounted Tendril: ${String(value)}, baseline: ${String(baseline)}`);
  return { value, baseline };
}

async function burst(web: Parameters<typeof load>[0], bed: Bed): Promise<string[]> {
  const { acknowledged } = Result.parse(await load(web, bed, BURST, 0));
  if (acknowledged.length < BURST.count)
    throw new Error(`Only ${String(acknowledged.length)} of the burst were acknowledged.`);
  return acknowledged.map((n) => `burst-${String(n)}`);
}

async function keysIn(bed: Bed, table: 'inbox' | 'delivery_seen'): Promise<Set<string>> {
  const { rows } = await bed.owner.query<{ delivery_key: string }>(
    `select delivery_key from ${table} where shop_id = $1`,
    [bed.shop.id],
  );
  return new Set(rows.map((row) => row.delivery_key));
}

function missing(acknowledged: string[], settled: ReadonlySet<string>): number {
  return acknowledged.filter((key) => !settled.has(key)).length;
}
