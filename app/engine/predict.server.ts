import { inShop, type ShopClient } from '#app/db.server.ts';
import { isEnough, type Evidence } from '#app/insights/lifetime/evidence.ts';
import { learn } from '#app/insights/lifetime/learn.ts';
import {
  lifetimeModel,
  saveLifetimeModel,
  type ModelVersion,
} from '#app/insights/lifetime/lifetime-models.server.ts';
import { saveProductRhythms } from '#app/insights/lifetime/product-rhythms.server.ts';
import { outlooksOn } from '#app/insights/lifetime/dated-outlook.ts';
import {
  endPrediction,
  noteFound,
  noteModel,
  noteReached,
  predictionRun,
  type PredictionOutcome,
  type PredictionRun,
} from '#app/insights/lifetime/prediction-run.server.ts';
import {
  findBuyers,
  readBuyers,
  type Found,
} from '#app/insights/lifetime/read-histories.server.ts';
import { readLessons } from '#app/insights/lifetime/read-lessons.server.ts';
import {
  forgetOutlooks,
  saveOutlooks,
  type PersonOutlook,
} from '#app/insights/lifetime/save-outlooks.server.ts';
import { ShopDays } from '#app/insights/lifetime/shop-days.ts';
import { attempt } from '#app/jobs/attempts.server.ts';
import { assertAlive } from '#app/jobs/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { withPauses } from '#app/lib/with-pauses.server.ts';
import { hasPredictionSegment } from '#app/segments/prediction-segments.server.ts';
import { followTraderBounds } from '#app/segments/trader-bounds.server.ts';
import { learnWhenDue } from '#app/scoring/learned/learning.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { endBatch } from './apply-readings.server.ts';
import { changeSegments } from './change-segments.server.ts';
import type { DrainServices } from './drain.server.ts';
import { shopOf } from './drained-shop.server.ts';
import {
  describeFault,
  isolateFaults,
  mayBeFaultOfInput,
} from '#app/jobs/isolate-faults.server.ts';
import { clearProfileProblems, noteProfileProblems } from './profile-problems.server.ts';

type PredictServices = Pick<DrainServices, 'pool' | 'clock' | 'logger' | 'pulse'>;

/** People computed and saved at a time, a part of a second. */
const BATCH = 250;
/** After which age a model is fitted again. */
const MODEL_AGE_MS = 7 * DAY;

/**
 * Predicts what a shop's people will do in the next 12 months, when that was begun: fits the models, unless those
 * in use are young and no one asked, then goes through all who ever bought, in the order of their ids. Killed, it
 * goes on where it was. It holds up the drain for a batch's saving only, and pauses while it fits, so that a
 * process that does other things at the same time stays alive.
 */
export async function predict(services: PredictServices, shopId: string): Promise<void> {
  const run = await inShop(services.pool, shopId, (client) => predictionRun(client, shopId));
  if (!run || run.finishedAt !== null) return;
  const progress = `${String(run.modelVersion)}:${run.reached ?? ''}`;
  await attempt(services, { shopId, job: 'predict', input: 'forecast', progress }, () =>
    predictRun(services, shopId, run),
  );
}

async function predictRun(
  services: PredictServices,
  shopId: string,
  run: PredictionRun,
): Promise<void> {
  const now = run.startedAt;
  const { currency, timeZone } = await inShop(services.pool, shopId, (client) =>
    shopOf(client, shopId),
  );
  const days = new ShopDays(timeZone, now);
  const model = await modelFor(services, shopId, run, { currency, days });
  if (model === null) {
    await finish(services, shopId, 'too_little', now);
    return;
  }
  const outlookOf = outlooksOn(model.model, days.number(now));
  let { reached } = run;
  for (;;) {
    const next = await predictNext(services, shopId, model, { reached, now, days, outlookOf });
    if (next.outcome === 'saved') ({ reached } = next);
    else if (next.outcome === 'called_off') return;
    else break;
  }
  await finish(services, shopId, 'predicted', now);
}

/** The model that this run predicts by; null when there is too little to learn from. */
async function modelFor(
  services: PredictServices,
  shopId: string,
  run: PredictionRun,
  { currency, days }: Pick<Task, 'currency' | 'days'>,
): Promise<ModelVersion | null> {
  const { pool } = services;
  const now = run.startedAt;
  const { used, found } = await inShop(pool, shopId, async (client) => {
    const buyers = await findBuyers(client, shopId, { now, days });
    await noteFound(client, shopId, buyers);
    return { used: await lifetimeModel(client, shopId), found: buyers };
  });
  if (!isEnough(found)) return null;
  const isChosen = used !== null && run.modelVersion === used.version;
  const isYoung = used !== null && now - used.fittedAt < MODEL_AGE_MS;
  const isSame = used?.model.currency === currency;
  if (!isChosen && !(isYoung && isSame && run.askedBy === null))
    await fit(services, shopId, { found, currency, now, days });
  return await inShop(pool, shopId, async (client) => {
    const model = await lifetimeModel(client, shopId);
    if (!model) throw new Error('The model just fitted is gone; the job is tried again.');
    await noteModel(client, shopId, model.version, found.people);
    return model;
  });
}

type Task = { found: Found; currency: string; now: number; days: ShopDays };

async function fit(
  { pool, pulse, logger }: PredictServices,
  shopId: string,
  task: Task,
): Promise<void> {
  const { found, currency, now, days } = task;
  const lessons = await inShop(pool, shopId, (client) => readLessons(client, shopId, task));
  const { model, calibration, spendCalibration, logLikelihood, fitted } = await withPauses(
    learn(lessons),
  );
  const evidence: Evidence = {
    ...found,
    fitted,
    logLikelihood,
    spenders: lessons.spendings.length,
    calibration,
    spendCalibration,
    seasonKnown: (model.season ?? null) !== null,
  };
  const version = await inShop(pool, shopId, async (client) => {
    await assertAlive(client, pulse);
    await claimShop(client, shopId);
    return await saveLifetimeModel(client, shopId, { ...model, currency }, evidence, now);
  });
  await inShop(pool, shopId, (client) =>
    saveProductRhythms(client, shopId, found.people, { now, days }),
  );
  logger.info({ shopId, version, fitted }, 'lifetime model fitted');
}

type Progress = {
  reached: string | null;
  now: number;
  days: ShopDays;
  outlookOf: ReturnType<typeof outlooksOn>;
};

type NextOutcome = { outcome: 'saved'; reached: string } | { outcome: 'called_off' | 'no_more' };

/** Predicts what the next people will do. One for whom that fails is noted as a problem, and keeps the forecast from before. */
async function predictNext(
  services: PredictServices,
  shopId: string,
  { version, model }: ModelVersion,
  { reached, now, days, outlookOf }: Progress,
): Promise<NextOutcome> {
  const { pool, pulse } = services;
  const { currency } = model;
  const wanted = { now, days, after: reached, limit: BATCH, currency };
  const buyers = await inShop(pool, shopId, (client) => readBuyers(client, shopId, wanted));
  const last = buyers.at(-1);
  if (last === undefined) return { outcome: 'no_more' };
  const people: PersonOutlook[] = [];
  const failed: string[] = [];
  for (const { id, history, spending } of buyers) {
    try {
      people.push({ id, outlook: outlookOf(history, spending) });
    } catch (error) {
      services.logger.error({ shopId, profile: id, ...describeFault(error) }, 'no forecast');
      failed.push(id);
    }
  }
  const terms = { version, currency, now };
  const save = (saved: readonly PersonOutlook[], notSaved: readonly string[]) =>
    inShop(pool, shopId, async (client) => {
      await assertAlive(client, pulse);
      await claimShop(client, shopId);
      if (!(await noteReached(client, shopId, reached, last.id, buyers.length))) return false;
      await saveOutlooks(client, shopId, saved, terms);
      const ids = saved.map(({ id }) => id);
      await clearProfileProblems(client, shopId, 'forecast', ids);
      const problems = notSaved.map((profileId) => ({ profileId, reason: 'error' as const }));
      await noteProfileProblems(client, shopId, 'forecast', problems, now);
      if (await hasPredictionSegment(client, shopId)) {
        await assessSoon(client, shopId, buyers);
        await endBatch(client, shopId, now, ['drain']);
      }
      return true;
    });
  let isSaved;
  try {
    isSaved = await save(people, failed);
  } catch (error) {
    if (!mayBeFaultOfInput(error)) throw error;
    const refused = new Set(await refusedOutlooks(services, shopId, people, terms));
    const kept = people.filter(({ id }) => !refused.has(id));
    isSaved = await save(kept, [...failed, ...refused]);
  }
  return isSaved ? { outcome: 'saved', reached: last.id } : { outcome: 'called_off' };
}

/** Those whose forecast the database refuses. The others are saved on the way, and again with the whole batch. */
async function refusedOutlooks(
  { pool, pulse, logger }: PredictServices,
  shopId: string,
  people: readonly PersonOutlook[],
  terms: Parameters<typeof saveOutlooks>[3],
): Promise<string[]> {
  const refused: string[] = [];
  await isolateFaults(
    people,
    (some) =>
      inShop(pool, shopId, async (client) => {
        await assertAlive(client, pulse);
        await claimShop(client, shopId);
        await saveOutlooks(client, shopId, some, terms);
      }),
    ({ id }, error) => {
      logger.error({ shopId, profile: id, ...describeFault(error) }, 'no forecast');
      refused.push(id);
      return Promise.resolve();
    },
  );
  return refused;
}

/** Ends the run, and forgets what was expected of people who have no order left. */
async function finish(
  { pool, clock, pulse }: PredictServices,
  shopId: string,
  outcome: PredictionOutcome,
  startedAt: number,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await assertAlive(client, pulse);
    await claimShop(client, shopId);
    const now = clock.now();
    if (!(await endPrediction(client, shopId, outcome, now))) return;
    await assessSoon(client, shopId, await forgetOutlooks(client, shopId, startedAt));
    await endBatch(client, shopId, now, ['drain']);
  });
  await inShop(pool, shopId, (client) => learnWhenDue(client, shopId, clock.now()));
  await changeSegments(pool, shopId, (client) => followTraderBounds(client, shopId, clock.now()));
}

/** Makes people due, so that the drain finds their segments again and journeys can start by it. */
async function assessSoon(
  client: ShopClient,
  shopId: string,
  people: readonly { id: string }[],
): Promise<void> {
  await client.query(
    'update profile set next_change_at = to_timestamp(0) where shop_id = $1 and id = any($2)',
    [shopId, people.map(({ id }) => id)],
  );
}
