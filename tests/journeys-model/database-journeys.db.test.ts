import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDecision } from '#app/decisions/check-decision.server.ts';
import type { DecisionPlace } from '#app/decisions/decision-view.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { expectBalance } from '#tests/setup/expect-balance.ts';
import { DatabaseSystem } from './database-system.ts';
import { journeyCommands, type ModelState } from './journey-commands.ts';
import { inOrder } from './journey-system.ts';
import { modelledJourneys } from './modelled-journey.ts';
import { PlainModel } from './plain-model.ts';

const RUNS = process.env.NIGHTLY === '1' ? 500 : 16;
const START = Date.UTC(2026, 9, 24, 20);
/** A drain of a batch sends fewer statements. */
const MOST_STATEMENTS = 40;

const db = await testDatabase();

/** Every decision of a shop. */
async function decisionsOf(shopId: string): Promise<DecisionPlace[]> {
  const { rows } = await db.owner.query<{ id: string; at: Date }>(
    'select id, at from decision where shop_id = $1',
    [shopId],
  );
  return rows.map(({ id, at }) => ({ id, at: new Date(at).getTime() }));
}

test('B4 B6 the real drain ends as the model says, whichever statement its process dies at; every decision can be made again', async (context) => {
  let [runs, effects, deaths, decisions] = [0, 0, 0, 0];
  await fc.assert(
    fc.asyncProperty(
      modelledJourneys,
      journeyCommands(MOST_STATEMENTS, 16),
      async (journey, commands) => {
        const model = new PlainModel([journey], 'Europe/London');
        const system = await DatabaseSystem.open(db.pool, [journey]);
        const state: ModelState = { model, time: START, off: 0, orders: new Map(), sent: [] };
        await fc.asyncModelRun(() => ({ model: state, real: system }), commands);
        const last = state.time + 400 * DAY;
        model.drain(last);
        await system.drain(last, null);
        const trace = await system.trace();
        expect(inOrder(trace)).toEqual(inOrder(model));
        await expectBalance(db.pool, system.shopId);
        const made = await decisionsOf(system.shopId);
        for (const place of made)
          expect(
            await inShop(db.pool, system.shopId, (client) =>
              checkDecision(client, system.shopId, place),
            ),
          ).toEqual({ same: true });
        runs += trace.runs.length;
        effects += trace.effects.length;
        deaths += system.deaths;
        decisions += made.length;
      },
    ),
    { numRuns: RUNS },
  );
  expect(Math.min(deaths, runs, effects)).toBeGreaterThan(0);
  reportProof(context, {
    promise: 'B4 journeys survive anything (PostgreSQL)',
    size: `${String(RUNS)} histories, ${String(runs)} runs, ${String(effects)} effects, ${String(deaths)} deaths, ${String(decisions)} decisions made again`,
    ...WHOLE,
  });
});
