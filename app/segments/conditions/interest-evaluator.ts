import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import { MOST_OVERLAPPED } from '#app/segments/compile/overlap-sql.ts';
import type { Interest, InterestCondition } from '#app/segments/predicate.ts';
import { wholeMs } from '#app/segments/fields/signal-key.ts';
import { type ConditionEvaluator, type Names, sooner } from './condition-evaluator.ts';
import { inDays } from './time-evaluator.ts';

/** How strong each kind of interest is, and what the person did who shows it. */
export const INTERESTS: Record<Interest, { strength: number; words: string }> = {
  viewed: { strength: 0, words: 'looked at' },
  carted: { strength: 1, words: 'put in the cart' },
  bought: { strength: 2, words: 'bought' },
};

/** Whether each comparison needs a sign of interest, or none. */
const PRESENCE = { within: true, not_within: false };

/**
 * The evaluator of a condition on products. Collections must have been replaced by their products before, else
 * there is no evaluator: the caller must not take a collection for an empty one.
 */
export function interestEvaluator(condition: InterestCondition): ConditionEvaluator | null {
  const { interest, is, products, collections, days } = condition;
  const sensible =
    Object.hasOwn(INTERESTS, interest) &&
    Object.hasOwn(PRESENCE, is) &&
    Number.isFinite(days) &&
    days >= 0;
  if (!sensible || collections.length > 0) return null;
  const { strength } = INTERESTS[interest];
  const wanted = PRESENCE[is];
  const productIds = new Set(products);
  const length = wholeMs(days);
  const moments = ({ profile }: SegmentFacts) =>
    profile.interests
      .filter((sign) => productIds.has(sign[0]) && strengthOf(sign) >= strength)
      .map(([, at]) => at);
  return {
    matches: (facts, at) =>
      moments(facts).some((moment) => moment <= at && at < moment + length) === wanted,
    read(facts, at) {
      const past = moments(facts).filter((moment) => moment <= at);
      return { [wordsOf(condition, {})]: past.length === 0 ? null : Math.max(...past) };
    },
    // Of several signs the newest is the last to leave the window.
    answer([newest = null], at) {
      if (newest === null) return !wanted;
      return typeof newest === 'number' ? at < newest + length === wanted : null;
    },
    nextMoment(facts, at) {
      let next: number | null = null;
      for (const moment of moments(facts))
        for (const edge of [moment, moment + length]) if (edge > at) next = sooner(next, edge);
      return next;
    },
    sql(sql) {
      const ids = sql.value([...productIds], 'text[]');
      const [now, start] = [sql.value(sql.at, 'float8'), sql.value(sql.at - length, 'float8')];
      // Few rows have any of a few products; only those are looked at one by one.
      const overlap = productIds.size > MOST_OVERLAPPED ? '' : `f.interest_product && ${ids} and `;
      const found = `${overlap}exists (
        select from unnest(f.interest_product, f.interest_at, f.interest_how) as sign (product, at, how)
        where product = any(${ids}) and how >= ${String(strength)} and at <= ${now} and at > ${start})`;
      return wanted ? `(${found})` : `not (${found})`;
    },
    words: (names) => wordsOf(condition, names),
  };
}

/** The strength of a sign of interest. */
export function strengthOf([, , how]: ProfileState['interests'][number]): number {
  return INTERESTS[how].strength;
}

/** A condition on products in words; also before its collections are replaced. */
export function wordsOf(
  { interest, is, products, collections, days }: InterestCondition,
  names: Names,
): string {
  const things = [
    ...products.map((id) => names.product?.(id) ?? `product ${id}`),
    ...collections.map((id) => `products of ${names.collection?.(id) ?? `collection ${id}`}`),
  ];
  const has = PRESENCE[is] ? 'has' : 'has not';
  return `${has} ${INTERESTS[interest].words} ${things.join(' or ')} in the last ${inDays(days)}`;
}
