import { readFigure } from '#app/roll-ups/read-figures.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import { loadScoreModel } from '#app/scoring/score-models.server.ts';
import { loadCollections } from './load-collections.server.ts';
import { countMembers, sampleMembers, type Member } from './count-members.server.ts';
import { describe } from './describe.ts';
import { loadTimeZone } from './load-time-zone.server.ts';
import { loadNames } from './load-names.server.ts';
import { loadSegments } from './load-segments.server.ts';
import type { Predicate } from './predicate.ts';
import { readPredicate } from './read-predicate.server.ts';
import { askedCollections, type Problem } from './reference-problems.ts';
import { jsonText, LONGEST_DRAFT } from './segment-form.ts';

/** Who is in by a question under way; `asked` is the question as it was sent. */
export type LiveAnswer = { asked: string } & (
  | {
      outcome: 'counted';
      count: number;
      /** How many people the shop knows. */
      people: number;
      words: string;
      sample: Member[];
    }
  | { outcome: 'refused'; problems: Problem[] }
);

/** Enough to see whether the right people are in, few enough to read. */
const SAMPLED = 6;

/**
 * Answers a question that somebody is still choosing.
 * @param asked the question as a text
 * @param key the segment it is for; null for a new one
 * @param now epoch milliseconds
 */
export async function answerLive(
  client: ShopClient,
  shopId: string,
  asked: string,
  key: string | null,
  now: number,
): Promise<LiveAnswer> {
  const json = jsonText(LONGEST_DRAFT).safeParse(asked);
  const segments = await loadSegments(client, shopId);
  const reading = await readPredicate(client, shopId, json.data, key, segments);
  if (reading.outcome === 'refused') return { asked, ...reading };
  const { predicate, questions } = reading;
  // Of a group of a ladder only those count whom no earlier group takes.
  const whole = (key === null ? undefined : questions.get(key)) ?? predicate;
  const surroundings = {
    model: (await loadScoreModel(client, shopId)).model,
    segments: questions,
    collections: await loadCollections(client, shopId, collectionsOf(whole, questions)),
    timeZone: await loadTimeZone(client, shopId),
  };
  return {
    asked,
    outcome: 'counted',
    count: await countMembers(client, shopId, whole, surroundings, now),
    people: await readFigure(client, shopId, 'people'),
    words: describe(predicate, await loadNames(client, shopId, [predicate], segments)),
    sample: await sampleMembers(client, shopId, whole, surroundings, now, SAMPLED),
  };
}

/** The collections that a question asks about, itself or through any segment. */
function collectionsOf(predicate: Predicate, questions: ReadonlyMap<string, Predicate>): string[] {
  return [predicate, ...questions.values()].flatMap(askedCollections);
}
