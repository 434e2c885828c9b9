import type { ProfileState } from '#app/profiles/profile.ts';
import type { SegmentFacts } from './facts.ts';
import type { Meaning, Names } from './meaning.ts';
import { sooner } from './meaning.ts';
import { MOST_OVERLAPPED } from './overlap-sql.ts';
import type { Interest, InterestQuestion } from './predicate.ts';
import { wholeMs } from './signal-key.ts';
import { inDays } from './time-meaning.ts';

/** How strong each kind of interest is, and what whoever shows it did. */
export const INTERESTS: Record<Interest, { strength: number; words: string }> = {
  viewed: { strength: 0, words: 'looked at' },
  carted: { strength: 1, words: 'put in the cart' },
  bought: { strength: 2, words: 'bought' },
};

/** Whether each comparison asks for a sign of interest, or for none. */
const PRESENCE = { within: true, not_within: false };

/**
 * What a question about products means. Collections must have been replaced by their products before, else
 * the question has no meaning: whoever asks must not take a collection for an empty one.
 */
export function interestMeaning(question: InterestQuestion): Meaning | null {
  const { interest, is, products, collections, days } = question;
  const sensible =
    Object.hasOwn(INTERESTS, interest) &&
    Object.hasOwn(PRESENCE, is) &&
    Number.isFinite(days) &&
    days >= 0;
  if (!sensible || collections.length > 0) return null;
  const { strength } = INTERESTS[interest];
  const wanted = PRESENCE[is];
  const asked = new Set(products);
  const length = wholeMs(days);
  const moments = ({ profile }: SegmentFacts) =>
    profile.interests
      .filter((sign) => asked.has(sign[0]) && strengthOf(sign) >= strength)
      .map(([, at]) => at);
  return {
    answer: (facts, at) =>
      moments(facts).some((moment) => moment <= at && at < moment + length) === wanted,
    nextMoment(facts, at) {
      let next: number | null = null;
      for (const moment of moments(facts))
        for (const edge of [moment, moment + length]) if (edge > at) next = sooner(next, edge);
      return next;
    },
    sql(pen) {
      const ids = pen.value([...asked], 'text[]');
      const [now, start] = [pen.value(pen.at, 'float8'), pen.value(pen.at - length, 'float8')];
      // Few rows have any of a few products; only those are looked at one by one.
      const overlap = asked.size > MOST_OVERLAPPED ? '' : `f.interest_product && ${ids} and `;
      const found = `${overlap}exists (
        select from unnest(f.interest_product, f.interest_at, f.interest_how) as sign (product, at, how)
        where product = any(${ids}) and how >= ${String(strength)} and at <= ${now} and at > ${start})`;
      return wanted ? `(${found})` : `not (${found})`;
    },
    words: (names) => wordsOf(question, names),
  };
}

/** The strength of a sign of interest. */
export function strengthOf([, , how]: ProfileState['interests'][number]): number {
  return INTERESTS[how].strength;
}

/** What a question about products asks, in words; also before its collections are replaced. */
export function wordsOf(
  { interest, is, products, collections, days }: InterestQuestion,
  names: Names,
): string {
  const things = [
    ...products.map((id) => names.product?.(id) ?? `product ${id}`),
    ...collections.map((id) => `products of ${names.collection?.(id) ?? `collection ${id}`}`),
  ];
  const has = PRESENCE[is] ? 'has' : 'has not';
  return `${has} ${INTERESTS[interest].words} ${things.join(' or ')} in the last ${inDays(days)}`;
}
