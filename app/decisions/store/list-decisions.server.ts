import type { DecisionPlace } from '#app/decisions/decision-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import type { ListedDecision } from './listed-decision.ts';

/** So many decisions that one filter leaves are looked through for the others, before the page says how far it came. */
export const DECISIONS_LOOKED_THROUGH = 20_000;
/** And so many of each person, who seldom has more. */
const LOOKED_THROUGH_OF_PERSON = 5_000;

/** Which decisions: an empty text is for all, `profileIds` null as well; moments are epoch milliseconds, `until` is without. */
export type DecisionFilter = {
  since: number;
  until: number;
  profileIds: string[] | null;
  journey: string;
  message: string;
  reason: string;
  outcome: string;
};

/** From where on, and in which order. */
export type DecisionSpan = { place: DecisionPlace | null; isDown: boolean; limit: number };

const COLUMNS = `id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, input, journey_key, message_key`;

/** The period and the place, from which every index of decisions goes on; `$9` is null at the beginning of the list. */
const SPAN = {
  down: 'at >= $2 and at < $3 and ($9::uuid is null or (at, id) < ($8::timestamptz, $9))',
  up: 'at >= $2 and at < $3 and ($9::uuid is null or (at, id) > ($8::timestamptz, $9))',
};
const ORDER = { down: 'order by at desc, id desc', up: 'order by at, id' };
type Way = keyof typeof SPAN;

/** By which filter decisions are found; for each an index has them in the order of time. */
const FOUND_BY = {
  reason: 'reason = $6',
  message: 'message_key = $5',
  journey: 'journey_key = $4',
  time: '$10::uuid[] is null',
};

/** The first decisions that a filter leaves, of which the others leave some. */
function lookedThrough(by: keyof typeof FOUND_BY, way: Way): string {
  return `(select ${COLUMNS} from decision where shop_id = $1 and ${FOUND_BY[by]} and ${SPAN[way]}
    ${ORDER[way]} limit ${String(DECISIONS_LOOKED_THROUGH)})`;
}

/** The first decisions about some people. */
function lookedThroughOfPeople(way: Way): string {
  return `(select theirs.* from unnest($10::uuid[]) as person (id) cross join lateral (
      select ${COLUMNS} from decision where shop_id = $1 and profile_id = person.id and ${SPAN[way]}
       ${ORDER[way]} limit ${String(LOOKED_THROUGH_OF_PERSON)}) as theirs)`;
}

/** Those that every filter leaves, with the person of each. */
function listed(looked: string, way: Way): string {
  return `select listed.id, listed.at, profile_id as "profileId", run_id as "runId", effect_key as "effectKey",
      outcome, reason, rule, facts, input, journey_key as "journeyKey", message_key as "messageKey",
      person.name, person.email
    from (select * from ${looked} as looked
           where ($4 = '' or journey_key = $4) and ($5 = '' or message_key = $5) and ($6 = '' or reason = $6)
             and ($7 = '' or outcome = $7) and ($10::uuid[] is null or profile_id = any($10))
           ${ORDER[way]} limit $11) as listed
    left join lateral (select name, email from profile
      where shop_id = $1 and id = listed.profile_id offset 0) as person on true
    ${ORDER[way]}`;
}

/** The decision at which the looking through ended; none when the list ends before. */
function lastLooked(looked: string, way: Way): string {
  return `select at, id from ${looked} as looked
    where ($4::text, $5::text, $6::text, $7::text) is not null and $10::uuid[] is null and $11::int > 0
    ${ORDER[way]} limit 1 offset ${String(DECISIONS_LOOKED_THROUGH - 1)}`;
}

/** The filter that leaves the fewest decisions. */
function sourceOf({ reason, message, journey }: DecisionFilter): keyof typeof FOUND_BY {
  if (reason !== '') return 'reason';
  if (message !== '') return 'message';
  return journey === '' ? 'time' : 'journey';
}

function parametersOf(shopId: string, filter: DecisionFilter, { place, limit }: DecisionSpan) {
  const { since, until, journey, message, reason, outcome, profileIds } = filter;
  return [
    shopId,
    new Date(since),
    new Date(until),
    journey,
    message,
    reason,
    outcome,
    place && new Date(place.at),
    place?.id ?? null,
    profileIds,
    limit,
  ];
}

/** Decisions from a place on; fewer than `limit` when no more were found among those that were looked through. */
export async function selectDecisions(
  client: ShopClient,
  shopId: string,
  filter: DecisionFilter,
  span: DecisionSpan,
): Promise<ListedDecision[]> {
  const way = span.isDown ? 'down' : 'up';
  const values = parametersOf(shopId, filter, span);
  if (filter.profileIds !== null) {
    const text = listed(lookedThroughOfPeople(way), way);
    const { rows } = await client.query<ListedDecision>(text, values);
    return rows;
  }
  const text = listed(lookedThrough(sourceOf(filter), way), way);
  return await readInKeyOrder<ListedDecision>(client, text, values);
}

/** Where a page that was not filled may go on; null when the list was looked through to its end. */
export async function lookedThroughUntil(
  client: ShopClient,
  shopId: string,
  filter: DecisionFilter,
  span: DecisionSpan,
): Promise<DecisionPlace | null> {
  if (filter.profileIds !== null) return null;
  const way = span.isDown ? 'down' : 'up';
  const text = lastLooked(lookedThrough(sourceOf(filter), way), way);
  const values = parametersOf(shopId, filter, span);
  const [last] = await readInKeyOrder<DecisionPlace>(client, text, values);
  return last ?? null;
}
