import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import { journeyCommands, type ModelState } from './journey-commands.ts';
import { inOrder, MemorySystem } from './journey-system.ts';
import { modelledJourneys } from './modelled-journey.ts';
import { PlainModel } from './plain-model.ts';

const RUNS = process.env.NIGHTLY === '1' ? 20_000 : 1_000;

/** Around nights in which clocks go forward or back, and the day that most years do not have. */
const STARTS = [
  ['Europe/London', '2027-03-27T20:30'],
  ['America/New_York', '2027-11-06T23:50'],
  ['Australia/Lord_Howe', '2027-04-03T21:00'],
  ['America/Santiago', '2027-09-04T22:00'],
  ['Asia/Beirut', '2027-10-30T22:30'],
  ['Europe/London', '2028-02-28T23:30'],
].map(([zone, local]) => DateTime.fromISO(local ?? '', { zone: zone ?? 'UTC' }).toMillis());

const journeys = fc.uniqueArray(modelledJourneys, {
  minLength: 1,
  maxLength: 2,
  selector: ({ key }) => key,
});

test('B4 B6 whatever happens, whenever the clock is read or jumps and wherever the process dies, journeys end as the model says and each effect is there once', async (context) => {
  let [runs, effects] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      journeys,
      fc.constantFrom(...STARTS),
      journeyCommands(3, 24),
      async (all, start, commands) => {
        const model = new PlainModel(all, 'UTC');
        const system = new MemorySystem(all);
        const state: ModelState = { model, time: start, off: 0, orders: new Map(), sent: [] };
        await fc.asyncModelRun(() => ({ model: state, real: system }), commands);
        // In the end all people have come to the end of their path.
        const last = state.time + 400 * DAY;
        model.drain(last);
        await system.drain(last, null);
        const trace = await system.trace();
        expect(inOrder(trace)).toEqual(inOrder(model));
        expect(trace.runs.filter((run) => run.state === 'active')).toEqual([]);
        runs += trace.runs.length;
        effects += trace.effects.length;
      },
    ),
    { numRuns: RUNS },
  );
  expect(runs).toBeGreaterThan(RUNS / 2);
  expect(effects).toBeGreaterThan(RUNS / 2);
  reportProof(context, {
    promise: 'B4 journeys survive anything (in memory)',
    size: `${String(RUNS)} histories, ${String(runs)} runs, ${String(effects)} effects`,
    ...WHOLE,
  });
});
