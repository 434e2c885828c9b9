import { drawnForAddress } from '#app/journeys/drawn-for.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import { offerLookup, type OfferLookup, type OfferVersion } from '#app/offers/offer-lookup.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { answerPredicate, type PredicateAnswer } from '#app/segments/answer-predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import type { OffersAsOf } from './offers-as-of.ts';
import type { PersonAsOf } from './person-as-of.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { MembershipSpan, ReplayedPerson } from './replayed-person.ts';

/** For predicates that ask nothing. */
const UNASKED = segmentFacts(retailModel, newProfile(0));
const NO_OFFERS: ReadonlyMap<string, OfferVersion> = new Map();

/**
 * What steps may look at, at whatever moment the clock shows. A class, because an object literal with accessors has a shape of
 * its own each time, which lives until memory is short.
 */
export class ReplayContext implements StepContext {
  readonly facts: StepContext['facts'];
  private readonly rules: Pick<ReplayRules, 'model' | 'mail' | 'offers'>;
  private readonly replayed: ReplayedPerson;
  private readonly state: PersonAsOf;
  private readonly clock: { readonly now: number };
  private readonly offered: OffersAsOf;

  /**
   * @param clock epoch milliseconds
   * @param offered what was offered to the person, by the replay too
   */
  constructor(
    rules: Pick<ReplayRules, 'model' | 'mail' | 'offers'>,
    replayed: ReplayedPerson,
    state: PersonAsOf,
    clock: { readonly now: number },
    offered: OffersAsOf,
  ) {
    this.rules = rules;
    this.replayed = replayed;
    this.state = state;
    this.clock = clock;
    this.offered = offered;
    this.facts = state.facts;
  }

  get now(): number {
    return this.clock.now;
  }

  get zones(): StepContext['zones'] {
    const shop = this.rules.mail.timeZone;
    return { shop, person: personZone(this.person, shop) };
  }

  get person(): ProfileState {
    return this.state.profileAt(this.now);
  }

  get drawnFor(): string {
    return drawnForAddress(this.state.emailAt(this.now), this.replayed.id);
  }

  get offers(): OfferLookup {
    const { rules, offered, replayed } = this;
    return offerLookup(rules.offers ?? NO_OFFERS, offered.at(this.now), replayed.id, this.person);
  }

  holds(predicate: Predicate, at: number): PredicateAnswer {
    if (conditionsOf(predicate).length === 0) return answerPredicate(predicate, UNASKED, at);
    const { prediction, memberships } = this.replayed;
    const keys = keysAt(memberships, this.now);
    const facts = segmentFacts(this.rules.model, this.person, prediction, keys);
    return answerPredicate(predicate, facts, at);
  }

  isIn(segment: string): boolean {
    return keysAt(this.replayed.memberships, this.now).has(segment);
  }
}

function keysAt(spans: readonly MembershipSpan[], now: number): Set<string> {
  return new Set(
    spans.flatMap(({ segmentKey, enteredAt, leftAt }) =>
      enteredAt <= now && (leftAt === null || leftAt > now) ? segmentKey : [],
    ),
  );
}
