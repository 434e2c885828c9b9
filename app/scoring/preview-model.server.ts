import { setImmediate } from 'node:timers/promises';
import { NIL } from 'uuid';
import type pg from 'pg';
import { inShop } from '#app/platform/db.server.ts';
import type { PreviewOutcome } from './preview-model.ts';
import type { ScoreModel } from './model.ts';
import type { ScoreDraft } from './parse-score-model.ts';
import { countPerson, newTally, previewOf } from './preview.ts';
import { countScoredPeople, peopleAfter } from './store/scored-people.server.ts';
import { loadScoreModel } from './store/score-models.server.ts';

/** Beyond so many people a sample shows the same. */
const MOST_PEOPLE = 10_000;
/** So few that scoring them does not keep other requests waiting: about 10 ms. */
const CHUNK_SIZE = 250;

/**
 * Scores the shop's people by the model in use and by a draft. Above 10,000 people those whose ids come first:
 * an id is a hash, so they are a sample, and the same one at every try.
 * @param shop its zone is that of the days in words
 * @param now the moment to score at, epoch milliseconds
 * @param signal aborted when the client does not wait for the answer any more
 * @param most so many people are scored at most
 */
export async function previewModel(
  pool: pg.Pool,
  { id: shopId, timeZone }: { id: string; timeZone: string },
  draft: ScoreDraft,
  now: number,
  signal: AbortSignal,
  most = MOST_PEOPLE,
): Promise<PreviewOutcome> {
  const { model: used } = await inShop(pool, shopId, (client) => loadScoreModel(client, shopId));
  const models: { before: ScoreModel; after: ScoreModel } = {
    before: used,
    after: { ...draft, version: used.version + 1 },
  };
  const tally = newTally();
  let scored = 0;
  let after: string = NIL;
  const answer = (people: number): PreviewOutcome => ({
    outcome: 'previewed',
    preview: previewOf(tally, models, now, timeZone),
    scored,
    people,
  });
  for (;;) {
    if (signal.aborted) return { outcome: 'left' };
    const size = Math.min(CHUNK_SIZE, most - scored);
    const from = after;
    const people = await inShop(pool, shopId, (client) => peopleAfter(client, shopId, from, size));
    for (const person of people) countPerson(tally, models, person, now);
    scored += people.length;
    const last = people.at(-1);
    if (!last || people.length < size) return answer(scored);
    if (scored >= most)
      return answer(await inShop(pool, shopId, (client) => countScoredPeople(client, shopId)));
    after = last.id;
    await setImmediate();
  }
}
