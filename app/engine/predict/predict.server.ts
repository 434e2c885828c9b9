import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { isEnoughToLearn, type LifetimeEvidence } from '#app/predictions/model/evidence.ts';
import { trainLifetimeModel } from '#app/predictions/model/train-lifetime-model.ts';
import { saveLifetimeModel } from '#app/predictions/save-lifetime-model.server.ts';
import { lifetimeModel } from '#app/predictions/store/lifetime-models.server.ts';
import type { LifetimeModelVersion } from '#app/predictions/lifetime-models.ts';
import { saveProductRhythms } from '#app/predictions/save-product-rhythms.server.ts';
import { createForecaster } from '#app/predictions/model/create-forecaster.ts';
import {
  endPrediction,
  noteFound,
  noteModel,
  noteReached,
  predictionRun,
} from '#app/predictions/store/prediction-run.server.ts';
import type { PredictionOutcome, PredictionRun } from '#app/predictions/prediction-run.ts';
import { readBuyers } from '#app/predictions/store/read-buyers.server.ts';
import { countBuyers } from '#app/predictions/store/read-histories.server.ts';
import type { BuyerCounts } from '#app/predictions/read-histories.ts';
import { readTrainingExamples } from '#app/predictions/read-training-examples.server.ts';
import {
  deleteStaleForecasts,
  saveForecasts,
  type ProfileForecast,
} from '#app/predictions/store/save-forecasts.server.ts';
import { ShopDays } from '#app/predictions/model/shop-days.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { withPauses } from '#app/lib/with-pauses.server.ts';
import { hasPredictionSegment } from '#app/segments/store/prediction-segments.server.ts';
import { updateTraderBounds } from '#app/segments/ready/trader-bounds.server.ts';
import { learnWhenDue } from '#app/scoring/training/learning.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { publishBatch } from '#app/engine/process-batch.server.ts';
import { changeSegments } from '#app/engine/recompute/change-segments.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { loadDrainedShop } from '#app/shopify/store/drained-shop.server.ts';
import { describeFault, isolateFaults, mayBeInputFault } from '#app/queue/isolate-faults.server.ts';
import { makeProfilesDue } from '#app/profiles/store/next-changes.server.ts';
import {
  clearProfileProblems,
  noteProfileProblems,
} from '#app/profiles/store/profile-problems.server.ts';

type PredictServices = Pick<DrainServices, 'pool' | 'clock' | 'logger' | 'heartbeat'>;

/** People computed and saved at a time, a fraction of a second. */
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
    loadDrainedShop(client, shopId),
  );
  const days = new ShopDays(timeZone, now);
  const model = await modelFor(services, shopId, run, { currency, days });
  if (model === null) {
    await finish(services, shopId, 'too_little', now);
    return;
  }
  const forecastOf = createForecaster(model.model, days.number(now));
  let { reached } = run;
  for (;;) {
    const next = await predictNext(services, shopId, model, { reached, now, days, forecastOf });
    if (next.outcome === 'saved') ({ reached } = next);
    else if (next.outcome === 'cancelled') return;
    else break;
  }
  await finish(services, shopId, 'predicted', now);
}

/** The model that this run predicts by; null when there is too little to learn from. */
async function modelFor(
  services: PredictServices,
  shopId: string,
  run: PredictionRun,
  { currency, days }: Pick<FitTask, 'currency' | 'days'>,
): Promise<LifetimeModelVersion | null> {
  const { pool } = services;
  const now = run.startedAt;
  const { used, found } = await inShop(pool, shopId, async (client) => {
    const buyers = await countBuyers(client, shopId, { now, days });
    await noteFound(client, shopId, buyers);
    return { used: await lifetimeModel(client, shopId), found: buyers };
  });
  if (!isEnoughToLearn(found)) return null;
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

type FitTask = { found: BuyerCounts; currency: string; now: number; days: ShopDays };

async function fit(
  { pool, heartbeat, logger }: PredictServices,
  shopId: string,
  task: FitTask,
): Promise<void> {
  const { found, currency, now, days } = task;
  const examples = await inShop(pool, shopId, (client) =>
    readTrainingExamples(client, shopId, task),
  );
  const { model, calibration, spendCalibration, logLikelihood, fitted } = await withPauses(
    trainLifetimeModel(examples),
  );
  const evidence: LifetimeEvidence = {
    ...found,
    fitted,
    logLikelihood,
    spenders: examples.spendings.length,
    calibration,
    spendCalibration,
    seasonKnown: (model.season ?? null) !== null,
  };
  const version = await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await claimShop(client, shopId);
    return await saveLifetimeModel(client, shopId, { ...model, currency }, evidence, now);
  });
  await inShop(pool, shopId, (client) =>
    saveProductRhythms(client, shopId, found.people, { now, days }),
  );
  logger.info({ shopId, version, fitted }, 'lifetime model fitted');
}

type PredictProgress = {
  reached: string | null;
  now: number;
  days: ShopDays;
  forecastOf: ReturnType<typeof createForecaster>;
};

type NextOutcome = { outcome: 'saved'; reached: string } | { outcome: 'cancelled' | 'no_more' };

/**
 * Predicts what the next people will do. One for whom that fails is noted as a problem, and keeps the forecast from
 * before.
 */
async function predictNext(
  services: PredictServices,
  shopId: string,
  { version, model }: LifetimeModelVersion,
  { reached, now, days, forecastOf }: PredictProgress,
): Promise<NextOutcome> {
  const { pool, heartbeat } = services;
  const { currency } = model;
  const wanted = { now, days, after: reached, limit: BATCH, currency };
  const buyers = await inShop(pool, shopId, (client) => readBuyers(client, shopId, wanted));
  const last = buyers.at(-1);
  if (last === undefined) return { outcome: 'no_more' };
  const people: ProfileForecast[] = [];
  const failed: string[] = [];
  for (const { id, history, spending } of buyers) {
    try {
      people.push({ id, forecast: forecastOf(history, spending) });
    } catch (error) {
      services.logger.error({ shopId, profile: id, ...describeFault(error) }, 'no forecast');
      failed.push(id);
    }
  }
  const terms = { version, currency, now };
  const save = (saved: readonly ProfileForecast[], notSaved: readonly string[]) =>
    inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await claimShop(client, shopId);
      if (!(await noteReached(client, shopId, reached, last.id, buyers.length))) return false;
      await saveForecasts(client, shopId, saved, terms);
      const ids = saved.map(({ id }) => id);
      await clearProfileProblems(client, shopId, 'forecast', ids);
      const problems = notSaved.map((profileId) => ({ profileId, reason: 'error' as const }));
      await noteProfileProblems(client, shopId, 'forecast', problems, now);
      if (await hasPredictionSegment(client, shopId)) {
        await markDue(client, shopId, buyers);
        await publishBatch(client, shopId, now, [{ job: 'drain' }]);
      }
      return true;
    });
  let isSaved;
  try {
    isSaved = await save(people, failed);
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    const refused = new Set(await refusedForecasts(services, shopId, people, terms));
    const kept = people.filter(({ id }) => !refused.has(id));
    isSaved = await save(kept, [...failed, ...refused]);
  }
  return isSaved ? { outcome: 'saved', reached: last.id } : { outcome: 'cancelled' };
}

/** Those whose forecast the database refuses. The others are saved on the way, and again with the whole batch. */
async function refusedForecasts(
  { pool, heartbeat, logger }: PredictServices,
  shopId: string,
  people: readonly ProfileForecast[],
  terms: Parameters<typeof saveForecasts>[3],
): Promise<string[]> {
  const refused: string[] = [];
  await isolateFaults(
    people,
    (some) =>
      inShop(pool, shopId, async (client) => {
        await assertLease(client, heartbeat);
        await claimShop(client, shopId);
        await saveForecasts(client, shopId, some, terms);
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
  { pool, clock, heartbeat }: PredictServices,
  shopId: string,
  outcome: PredictionOutcome,
  startedAt: number,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await claimShop(client, shopId);
    const now = clock.now();
    if (!(await endPrediction(client, shopId, outcome, now))) return;
    await markDue(client, shopId, await deleteStaleForecasts(client, shopId, startedAt));
    await publishBatch(client, shopId, now, [{ job: 'drain' }]);
  });
  await inShop(pool, shopId, (client) => learnWhenDue(client, shopId, clock.now()));
  await changeSegments(pool, shopId, (client) => updateTraderBounds(client, shopId, clock.now()));
}

/** Makes people due, so that the drain finds their segments again and journeys can start by it. */
async function markDue(
  client: ShopClient,
  shopId: string,
  people: readonly { id: string }[],
): Promise<void> {
  await makeProfilesDue(
    client,
    shopId,
    people.map(({ id }) => id),
  );
}
