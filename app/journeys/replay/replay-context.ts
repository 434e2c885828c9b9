import type { StepContext } from '#app/journeys/transition.ts';
import { offerLookup, type LoadedOffers } from '#app/offers/offer-lookup.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { answerPredicate } from '#app/segments/answer-predicate.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import { segmentFacts } from '#app/segments/facts.ts';
import type { PersonAsOf } from './person-as-of.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { MembershipSpan, ReplayedPerson } from './replayed-person.ts';

/** For predicates that ask nothing. */
const UNASKED = segmentFacts(retailModel, newProfile(0));

/**
 * What steps may look at, at whatever moment the clock shows.
 * @param clock epoch milliseconds
 * @param offered what the replay itself offered to the person
 */
export function replayContext(
  { model, mail, offers: live = new Map() }: Pick<ReplayRules, 'model' | 'mail' | 'offers'>,
  { id, prediction, memberships }: ReplayedPerson,
  state: PersonAsOf,
  clock: { readonly now: number },
  offered: LoadedOffers,
): StepContext {
  return {
    get now() {
      return clock.now;
    },
    get zones() {
      const shop = mail.timeZone;
      return { shop, person: personZone(state.profileAt(clock.now), shop) };
    },
    facts: state.facts,
    get person() {
      return state.profileAt(clock.now);
    },
    holds(predicate, at) {
      if (conditionsOf(predicate).length === 0) return answerPredicate(predicate, UNASKED, at);
      const profile = state.profileAt(clock.now);
      const keys = keysAt(memberships, clock.now);
      return answerPredicate(predicate, segmentFacts(model, profile, prediction, keys), at);
    },
    get offers() {
      return offerLookup(live, offered, id, state.profileAt(clock.now));
    },
    isIn: (segment) => keysAt(memberships, clock.now).has(segment),
  };
}

function keysAt(spans: readonly MembershipSpan[], now: number): Set<string> {
  return new Set(
    spans.flatMap(({ segmentKey, enteredAt, leftAt }) =>
      enteredAt <= now && (leftAt === null || leftAt > now) ? segmentKey : [],
    ),
  );
}
