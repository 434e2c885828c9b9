import { eventually } from '#tests/stack/stack.ts';
import { startWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import { fillInbox, shopping, wakeWorker } from './fill.ts';
import type { Bed, Lab } from './lab.ts';
import { startMeasured, type MeasuredChild } from './measured-child.ts';

const PEOPLE = 8_000;
const WARM_PEOPLE = 1_200;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 120_000;

export const DRAIN_SIZES = `drain: ${String(PEOPLE * 2.5)} deliveries of ${String(PEOPLE)} people`;

/** Deliveries processed a second, and the most memory that took in MB. */
export async function benchDrain(lab: Lab): Promise<{ rate: Figure; memory: Figure }> {
  const ours = await lab.withBed((bed) =>
    measure(lab, bed, 'Tendril', () => startWorker(lab, bed)),
  );
  const naive = await lab.withBed((bed) =>
    measure(lab, bed, 'baseline', () => {
      const env = { DATABASE_URL: bed.url, SHOP_ID: bed.shop.id };
      return startMeasured('tests/bench/baseline/drain.ts', env, 'ready');
    }),
  );
  return {
    rate: { value: ours.perSecond, baseline: naive.perSecond },
    memory: { value: ours.peakMb, baseline: naive.peakMb },
  };
}

async function measure(
  lab: Lab,
  bed: Bed,
  who: string,
  start: () => Promise<MeasuredChild>,
): Promise<{ perSecond: number; peakMb: number }> {
  const at = Date.now();
  const orderAt = at + HOUR_MS;
  await fillInbox(bed, shopping(PEOPLE, WARM_PEOPLE, at, orderAt));
  const child = await start();
  await wakeWorker(bed);
  await emptied(bed);
  const count = await fillInbox(bed, shopping(0, PEOPLE, at, orderAt));
  const before = await child.usage();
  const started = performance.now();
  await wakeWorker(bed);
  await emptied(bed);
  const seconds = (performance.now() - started) / 1_000;
  const { cpuMs, peakMb } = await child.usage();
  await child.kill('SIGTERM');
  const perSecond = count / seconds;
  lab.say(
    `drain.rate ${who}: ${perSecond.toFixed(0)} (${((cpuMs - before.cpuMs) / count).toFixed(3)} ms of processor time each, ${peakMb.toFixed(0)} MB at most)`,
  );
  return { perSecond, peakMb };
}

async function emptied(bed: Bed): Promise<void> {
  await eventually('processing all deliveries', PATIENCE_MS, async () => {
    const { rows } = await bed.owner.query('select from inbox where shop_id = $1 limit 1', [
      bed.shop.id,
    ]);
    return rows.length === 0;
  });
}
