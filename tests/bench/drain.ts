import { startBusyWorker } from './app-process.ts';
import type { Figure } from './benches.ts';
import { inboxEmptied, fillInbox, shopping, enqueueDrainJob } from './fill.ts';
import type { Bed, Lab } from './lab.ts';
import { startMeasured, type MeasuredChild } from './measured-child.ts';
import { fillWithPeople } from './people.ts';

/** People who act, and people in the shop: some of all, picked from everywhere among them. */
const ACTING = 8_000;
const WARM_ACTING = 1_200;
const PEOPLE = { rate: 100_000, few: 10_000, many: 1_000_000 };
/** A prime far from a divisor of the numbers above: one step of it after the other meets every person once. */
const STRIDE = 7_919;
const HOUR_MS = 3_600_000;

export const DRAIN_SIZES = `drain: ${String(ACTING * 2.5)} deliveries of ${String(ACTING)} among ${PEOPLE.rate.toLocaleString('en')} people, 28 segments, 10 journeys`;

type Measured = { perSecond: number; peakMb: number };

/** Deliveries processed a second, and the most memory that took in MB. */
export async function benchDrain(lab: Lab): Promise<{ rate: Figure; memory: Figure }> {
  const ours = await ourDrain(lab, PEOPLE.rate);
  const naive = await naiveDrain(lab, PEOPLE.rate);
  return {
    rate: { value: ours.perSecond, baseline: naive.perSecond },
    memory: { value: ours.peakMb, baseline: naive.peakMb },
  };
}

/** How many times as long a delivery takes among a million people as among ten thousand. */
export async function benchScale(lab: Lab): Promise<Figure> {
  async function growth(drained: (people: number) => Promise<Measured>): Promise<number> {
    const few = await drained(PEOPLE.few);
    return few.perSecond / (await drained(PEOPLE.many)).perSecond;
  }
  const value = await growth((people) => ourDrain(lab, people));
  return { value, baseline: await growth((people) => naiveDrain(lab, people)) };
}

async function ourDrain(lab: Lab, people: number): Promise<Measured> {
  return await lab.withBed((bed) =>
    measure(lab, bed, `Tendril, ${String(people)} people`, people, () => startBusyWorker(lab, bed)),
  );
}

async function naiveDrain(lab: Lab, people: number): Promise<Measured> {
  return await lab.withBareBed((bed) =>
    measure(lab, bed, `baseline, ${String(people)} people`, people, () => {
      const env = { DATABASE_URL: bed.url, SHOP_ID: bed.shop.id };
      return startMeasured('tests/bench/baseline/drain.ts', env, 'ready');
    }),
  );
}

async function measure(
  lab: Lab,
  bed: Bed,
  who: string,
  people: number,
  start: () => Promise<MeasuredChild>,
): Promise<Measured> {
  await fillWithPeople(bed, people);
  const at = Date.now();
  const orderAt = at + HOUR_MS;
  const anybody = (turn: number) => ((turn + 1) * STRIDE) % people;
  await fillInbox(bed, shopping(ACTING, WARM_ACTING, at, orderAt, anybody));
  const child = await start();
  await enqueueDrainJob(bed);
  await inboxEmptied(bed);
  const count = await fillInbox(bed, shopping(0, ACTING, at, orderAt, anybody));
  const before = await child.usage();
  const started = performance.now();
  await enqueueDrainJob(bed);
  await inboxEmptied(bed);
  const seconds = (performance.now() - started) / 1_000;
  const { cpuMs, peakMb } = await child.usage();
  await child.kill('SIGTERM');
  const perSecond = count / seconds;
  lab.say(
    `drain, ${who}: ${perSecond.toFixed(0)} (${((cpuMs - before.cpuMs) / count).toFixed(3)} ms of processor time each, ${peakMb.toFixed(0)} MB at most)`,
  );
  return { perSecond, peakMb };
}
