import type { StepContext } from '#app/journeys/transition.ts';
import { noLoadedOffers, offerLookup, type OfferVersion } from '#app/offers/offer-lookup.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { answerPredicate } from '#app/segments/answer-predicate.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import { SEED_SHOPPER, type SeedContextAt } from './walk-journey.ts';

/** What of a shop the seed shopper walks by. */
export type SeedRules = {
  model: ScoreModel;
  /** The live offers, by key. */
  offers: ReadonlyMap<string, OfferVersion>;
  timeZone: string;
};

/**
 * What steps may look at while the seed shopper walks: a person of whom only a name and an address is known, which no mail can
 * reach, and the conditions of the shop, which are really asked.
 * @param at since when the shopper is known, epoch milliseconds
 */
export function seedContext({ model, offers, timeZone }: SeedRules, at: number): SeedContextAt {
  const person = {
    ...newProfile(at),
    firstName: { value: 'Seed', at },
    lastName: { value: 'Shopper', at },
    // A domain that is reserved and never resolves (RFC 2606).
    email: { value: 'seed-shopper@tendril.invalid', at },
  };
  const facts = segmentFacts(model, person);
  return (now): StepContext => ({
    now,
    zones: { shop: timeZone, person: timeZone },
    person,
    facts: { carts: new Map(), purchases: new Map() },
    holds: (predicate, moment) => answerPredicate(predicate, facts, moment),
    isIn: () => false,
    offers: offerLookup(offers, noLoadedOffers(), SEED_SHOPPER, person),
  });
}
