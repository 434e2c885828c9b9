import { jsonText } from '#app/events/payloads/json-text.ts';
import { readFigure } from '#app/roll-ups/store/read-figures.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { loadCollections } from '#app/segments/store/load-collections.server.ts';
import { countMembers, sampleMembers } from '#app/segments/count-members.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { loadNames } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { readPredicate } from '#app/segments/read-predicate.server.ts';
import { referencedCollections } from '#app/segments/reference-problems.ts';
import type { DraftCount } from './count-draft.ts';
import { describePredicate } from './describe.ts';
import { LONGEST_DRAFT } from './segment-form.ts';

/** Enough to see whether the right people are in, few enough to read. */
const SAMPLED = 6;

/**
 * Counts the members of a predicate that is still being edited.
 * @param asked the predicate as a text
 * @param key the segment it is for; null for a new one
 * @param now epoch milliseconds
 */
export async function countDraft(
  client: ShopClient,
  shopId: string,
  asked: string,
  key: string | null,
  now: number,
): Promise<DraftCount> {
  const json = jsonText(LONGEST_DRAFT).safeParse(asked);
  const segments = await loadSegments(client, shopId);
  const parsed = await readPredicate(client, shopId, json.data, key, segments);
  if (parsed.outcome === 'refused') return { asked, ...parsed };
  const { predicate, predicates } = parsed;
  // Of a tier only those count whom no earlier tier takes.
  const whole = (key === null ? undefined : predicates.get(key)) ?? predicate;
  const context = {
    model: (await loadScoreModel(client, shopId)).model,
    segments: predicates,
    collections: await loadCollections(client, shopId, collectionsOf(whole, predicates)),
    timeZone: await loadTimeZone(client, shopId),
  };
  return {
    asked,
    outcome: 'counted',
    count: await countMembers(client, shopId, whole, context, now),
    people: await readFigure(client, shopId, 'people'),
    words: describePredicate(predicate, await loadNames(client, shopId, [predicate], segments)),
    sample: await sampleMembers(client, shopId, whole, context, now, SAMPLED),
  };
}

/** The collections that a predicate refers to, itself or through any segment. */
function collectionsOf(predicate: Predicate, predicates: ReadonlyMap<string, Predicate>): string[] {
  return [predicate, ...predicates.values()].flatMap(referencedCollections);
}
