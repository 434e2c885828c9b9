import type pg from 'pg';
import { NIL } from 'uuid';
import { inShop, isDatabaseUnavailable, isTransactionConflict } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY } from '#app/lib/duration.ts';
import { withPauses } from '#app/lib/with-pauses.server.ts';
import type { ScoreModel } from '../model.ts';
import { loadScoreModel } from '../store/score-models.server.ts';
import { withCandidates } from './candidates.ts';
import { examplesOf } from './examples.ts';
import type { Example } from './example.ts';
import { featuresOf } from './features.ts';
import type { LearnedScore, InsufficientData } from './evidence.ts';
import { learning, selectFeatures, splitByTime, findMissingData } from './learn.ts';
import { MOST_EXAMPLES } from './learning.ts';
import { readHistories } from './read-histories.server.ts';
import { saveLearned } from './save-learned.server.ts';
import { countPeople, nextPeople } from './store/history-people.server.ts';
import { endLearning, saveLearningProgress } from './store/learning.server.ts';
import { firstOrderAt, loadInstalledAt } from './store/record-start.server.ts';
import { IN_PLAY_DAYS } from './history.ts';

type LearningServices = { pool: pg.Pool; clock: Clock };

/** People read in one transaction: a chunk takes a fraction of a second, and others come through in between. */
const CHUNK_SIZE = 100;
/** How long back outcomes are looked for: older ones are of another assortment and other visitors. */
const LOOKED_BACK_DAYS = 365;

/**
 * Learns what the rules of the score are worth from who ordered, if it was asked for. May be killed at any
 * moment and run again: it then begins again and comes to the same.
 */
export async function learnModel(services: LearningServices, shopId: string): Promise<void> {
  const { pool, clock } = services;
  try {
    await learn(services, shopId);
  } catch (error) {
    if (!isDatabaseUnavailable(error) && !isTransactionConflict(error))
      await inShop(pool, shopId, (client) => endLearning(client, shopId, 'failed', clock.now()));
    throw error;
  }
}

async function learn({ pool, clock }: LearningServices, shopId: string): Promise<void> {
  const now = clock.now();
  const { version, model } = await inShop(pool, shopId, (client) => loadScoreModel(client, shopId));
  const examples = await readExamples(pool, shopId, model, now);
  const result = examples && (await learnFrom(examples, model));
  if (!result) return;
  await inShop(pool, shopId, async (client) => {
    if (await endLearning(client, shopId, 'done', clock.now()))
      await saveLearned(client, shopId, result, version, clock.now());
  });
}

/** Examples of a sample of people; null when it was cancelled, or not asked for. */
async function readExamples(
  pool: pg.Pool,
  shopId: string,
  model: ScoreModel,
  now: number,
): Promise<Example[] | null> {
  const base = withCandidates(model);
  const features = featuresOf(base);
  const until = Math.floor(now / DAY);
  const first = Math.max(firstDay(await loadInstalledAt(pool, shopId)), until - LOOKED_BACK_DAYS);
  const span = { from: (first - IN_PLAY_DAYS) * DAY, until: until * DAY };
  const { peopleTotal, recordFrom } = await inShop(pool, shopId, async (client) => ({
    peopleTotal: await countPeople(client, shopId, span),
    recordFrom: firstOrderDay(await firstOrderAt(client, shopId), first),
  }));
  const days = { from: first, until, recordFrom };
  const examples: Example[] = [];
  let after: string = NIL;
  for (let peopleDone = 0; ;) {
    const progress = {
      state: 'reading',
      peopleTotal,
      peopleDone,
      examples: examples.length,
    } as const;
    const histories = await inShop(pool, shopId, async (client) => {
      if (!(await saveLearningProgress(client, shopId, progress))) return null;
      const people = await nextPeople(client, shopId, span, after, CHUNK_SIZE);
      return await readHistories(client, shopId, people, span.until);
    });
    if (histories === null) return null;
    for (const history of histories) examples.push(...examplesOf(features, base, history, days));
    after = histories.at(-1)?.profileId ?? after;
    peopleDone += histories.length;
    if (histories.length < CHUNK_SIZE || examples.length >= MOST_EXAMPLES) {
      const done = {
        ...progress,
        state: 'fitting',
        peopleDone,
        examples: examples.length,
      } as const;
      const goesOn = await inShop(pool, shopId, (client) =>
        saveLearningProgress(client, shopId, done),
      );
      return goesOn ? examples : null;
    }
  }
}

/**
 * The first day that people are looked at: from the installation on everything is received that rules ask about,
 * and before it only what was imported.
 */
function firstDay(installedAt: number | null): number {
  return Math.ceil((installedAt ?? 0) / DAY);
}

/** The day of the first order that is known; the one given where none is, or only later ones. */
function firstOrderDay(at: number | null, day: number): number {
  return at === null ? day : Math.min(day, Math.floor(at / DAY));
}

/** Fits and tests, letting heartbeats through between the steps. */
async function learnFrom(
  examples: readonly Example[],
  model: ScoreModel,
): Promise<LearnedScore | InsufficientData> {
  const features = featuresOf(withCandidates(model));
  const split = splitByTime(examples);
  const missing = findMissingData(split);
  if (missing) return missing;
  const selected = selectFeatures(features, split.learned);
  if (selected.length === 0) return { outcome: 'too_little', lacking: 'rules', has: 0, needs: 1 };
  return await withPauses(learning(features, model, split, selected));
}
