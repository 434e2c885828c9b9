import { MOST_OVERLAPPED } from './overlap-sql.ts';
import type { Field, Predicate, Question } from './predicate.ts';
import { placedQuestions } from './reference-problems.ts';

/**
 * Costs are in points: a point is about a tenth of a microsecond of one core for each person, 10 ms for 100,000
 * people, as measured with 20,000 people in the database. Answering in memory takes less for each kind.
 */
const COSTS = {
  /** A comparison with a column of the row. */
  column: 1,
  /** Finding the amount in one currency among several. */
  currency: 1,
  /** Looking through a text for a part of it. */
  part: 1,
  /** Two places found in the list of behaviour by halving. */
  signal: 2,
  /** A list of the row taken apart; of interests also their times and strengths. */
  list: 20,
  interests: 40,
  /** A product's place in an overlap, which compares it with each interest of the person. */
  product: 2,
  /** The products of a collection, of which there may be thousands. */
  collection: 5,
  /** The members of a segment of Shopify, read and hashed once. */
  members: 10,
};
/** Values that are looked up by hash cost a point for so many. */
const VALUES_PER_POINT = 50;

/** Fields that are more than a column of the row. */
const FIELD_COSTS: Partial<Record<Field, number>> = {
  // Every signal of the model faded to the moment; from the days of behaviour, until everybody is assessed
  // after a change of model, up to three times as much.
  intent: 80,
  score: 80,
  // In memory the moment at which the grade fades is looked for.
  grade: 5,
  band: 5,
  // A row of another table.
  predicted_orders: 3,
  predicted_again: 3,
  predicted_spend: 3,
  alive: 3,
  next_order: 3,
};

/**
 * What a question costs to ask, in points, with every segment that it asks about in its place. More conditions,
 * values, products or collections never cost less.
 * @param segments the question of each segment, by its key; one that is not among them costs what its members do
 */
export function predicateCost(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
): number {
  return costWith(new Map(), segments)(predicate);
}

/** What each condition of a question costs, with its place in the tree; see `predicateCost`. */
export function costsByPlace(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
): { path: (string | number)[]; cost: number }[] {
  const cost = costWith(new Map(), segments);
  return placedQuestions(predicate, []).map(({ question, path }) => ({
    path,
    cost: cost(question),
  }));
}

/** @param known what segments cost that were met before; one that leads in a circle is gone through once */
function costWith(known: Map<string, number>, segments: ReadonlyMap<string, Predicate>) {
  function costOf(predicate: Predicate): number {
    return placedQuestions(predicate, []).reduce(
      (total, { question }) =>
        total + ('segment' in question ? membership(question.segment) : ownCost(question)),
      0,
    );
  }
  function membership(key: string): number {
    const other = segments.get(key);
    if (other === undefined) return COSTS.members;
    const met = known.get(key);
    if (met !== undefined) return COSTS.column + met;
    known.set(key, 0);
    const cost = costOf(other);
    known.set(key, cost);
    return COSTS.column + cost;
  }
  return costOf;
}

function ownCost(question: Exclude<Question, { segment: string }>): number {
  if ('signal' in question) return COSTS.signal;
  if ('interest' in question) {
    const { products, collections } = question;
    return collections.length === 0 && products.length <= MOST_OVERLAPPED
      ? COSTS.product * (products.length + 1)
      : COSTS.interests + hashed(products) + COSTS.collection * collections.length;
  }
  const field = FIELD_COSTS[question.field] ?? COSTS.column;
  switch (question.is) {
    case 'has_any':
    case 'has_all':
    case 'has_none':
      return question.values.length <= MOST_OVERLAPPED
        ? field + question.values.length
        : COSTS.list + hashed(question.values);
    case 'one_of':
    case 'not_one_of':
      return field + hashed(question.values);
    case 'contains':
    case 'not_contains':
    case 'starts_with':
    case 'ends_with':
      return field + COSTS.part;
    case 'after':
      return field + (FIELD_COSTS[question.than] ?? COSTS.column);
    default:
      return field + ('currency' in question && question.currency ? COSTS.currency : 0);
  }
}

function hashed(values: readonly string[]): number {
  return Math.floor(values.length / VALUES_PER_POINT);
}
