import { MOST_OVERLAPPED } from '#app/segments/compile/overlap-sql.ts';
import type { PredicateField, Predicate, Condition } from '#app/segments/predicate.ts';
import { conditionsWithPaths } from '#app/segments/reference-problems.ts';

/**
 * Costs are in points: a point is about a tenth of a microsecond of one core for each person, 10 ms for 100,000
 * people, as measured with 20,000 people in the database. Evaluation in memory takes less for each kind.
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
  /** A list of the row unpacked; of interests also their times and strengths. */
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
const FIELD_COSTS: Partial<Record<PredicateField, number>> = {
  // Every signal of the model faded to the moment; from the days of behaviour, until all profiles are assessed
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
 * What a predicate costs to evaluate, in points, with every segment that it refers to in its place. More conditions,
 * values, products or collections never cost less.
 * @param segments the predicate of each segment, by its key; one that is not among them costs what its members do
 */
export function predicateCost(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
): number {
  return costWith(new Map(), segments)(predicate);
}

/** What each condition of a predicate costs, with its place in the tree; see `predicateCost`. */
export function costsByPlace(
  predicate: Predicate,
  segments: ReadonlyMap<string, Predicate>,
): { path: (string | number)[]; cost: number }[] {
  const cost = costWith(new Map(), segments);
  return conditionsWithPaths(predicate, []).map(({ condition, path }) => ({
    path,
    cost: cost(condition),
  }));
}

/** @param known what segments cost that were met before; one that leads in a circle is gone through once */
function costWith(known: Map<string, number>, segments: ReadonlyMap<string, Predicate>) {
  function costOf(predicate: Predicate): number {
    return conditionsWithPaths(predicate, []).reduce(
      (total, { condition }) =>
        total + ('segment' in condition ? membership(condition.segment) : ownCost(condition)),
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

function ownCost(condition: Exclude<Condition, { segment: string }>): number {
  if ('signal' in condition) return COSTS.signal;
  if ('interest' in condition) {
    const { products, collections } = condition;
    return collections.length === 0 && products.length <= MOST_OVERLAPPED
      ? COSTS.product * (products.length + 1)
      : COSTS.interests + hashed(products) + COSTS.collection * collections.length;
  }
  const field = FIELD_COSTS[condition.field] ?? COSTS.column;
  switch (condition.is) {
    case 'has_any':
    case 'has_all':
    case 'has_none':
      return condition.values.length <= MOST_OVERLAPPED
        ? field + condition.values.length
        : COSTS.list + hashed(condition.values);
    case 'one_of':
    case 'not_one_of':
      return field + hashed(condition.values);
    case 'contains':
    case 'not_contains':
    case 'starts_with':
    case 'ends_with':
      return field + COSTS.part;
    case 'after':
      return field + (FIELD_COSTS[condition.than] ?? COSTS.column);
    default:
      return field + ('currency' in condition && condition.currency ? COSTS.currency : 0);
  }
}

function hashed(values: readonly string[]): number {
  return Math.floor(values.length / VALUES_PER_POINT);
}
