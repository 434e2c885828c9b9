import { z } from 'zod';
import { load } from './accept.ts';
import { startBareWeb, startWeb, startWorker, type Server } from './app-process.ts';
import type { Figure } from './benches.ts';
import { inboxEmptied } from './fill.ts';
import type { Bed, Lab } from './lab.ts';

const BURST = { kind: 'burst', count: 2_000, copies: 2 } as const;
/** All at once. */
const CONNECTIONS = BURST.count;

export const BURST_SIZES = `burst: ${String(BURST.count)} deliveries over as many connections at once, ${String(BURST.copies)} copies each`;

const Result = z.object({ acknowledged: z.array(z.number()), max: z.number() });

/**
 * Deliveries that were acknowledged in a burst and are not accounted for once it was worked off, and how long the
 * slowest answer took.
 */
export async function benchBurst(lab: Lab): Promise<{ unaccounted: Figure; max: Figure }> {
  const ours = await lab.withBed(async (bed) => {
    const [web, worker] = [await startWeb(lab, bed), await startWorker(lab, bed)];
    const { acknowledged, max } = await burst(web, bed);
    await inboxEmptied(bed);
    const lost = missing(acknowledged, await keysIn(bed, 'delivery_seen'));
    await Promise.all([web.process.kill('SIGTERM'), worker.kill('SIGTERM')]);
    return { lost, max };
  });
  const bare = await lab.withBareBed(async (bed) => {
    const web = await startBareWeb(bed);
    const { acknowledged, max } = await burst(web, bed);
    const lost = missing(acknowledged, await keysIn(bed, 'inbox'));
    await web.process.kill('SIGTERM');
    return { lost, max };
  });
  lab.say(
    `burst Tendril: ${String(ours.lost)} lost, slowest ${ours.max.toFixed(0)} ms; baseline: ${String(bare.lost)}, ${bare.max.toFixed(0)} ms`,
  );
  return {
    unaccounted: { value: ours.lost, baseline: bare.lost },
    max: { value: ours.max, baseline: bare.max },
  };
}

async function burst(web: Server, bed: Bed): Promise<{ acknowledged: string[]; max: number }> {
  const { acknowledged, max } = Result.parse(await load(web, bed, BURST, 0, CONNECTIONS));
  if (acknowledged.length < BURST.count)
    throw new Error(`Only ${String(acknowledged.length)} of the burst were acknowledged.`);
  return { acknowledged: acknowledged.map((n) => `burst-${String(n)}`), max };
}

async function keysIn(bed: Bed, table: 'inbox' | 'delivery_seen'): Promise<Set<string>> {
  const { rows } = await bed.owner.query<{ delivery_key: string }>(
    `select delivery_key from ${table} where shop_id = $1`,
    [bed.shop.id],
  );
  return new Set(rows.map((row) => row.delivery_key));
}

function missing(acknowledged: string[], completed: ReadonlySet<string>): number {
  return acknowledged.filter((key) => !completed.has(key)).length;
}
