import type { OfferDecisionInput, StepDecisionInput } from '#app/journeys/decision-input.ts';
import type { Journey } from '#app/journeys/definition.ts';
import type { Run } from '#app/journeys/run.ts';
import type { StepContext } from '#app/journeys/transition.ts';
import type { OfferLookup, OfferVersion } from '#app/offers/offer-lookup.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { answerAgain } from '#app/segments/answer-again.ts';

/** Something about a person or a run that a step looked at and that is not stored. */
export class NotStoredError extends Error {}

/** @param what is not stored with a decision */
export function notStored(what: string): NotStoredError {
  return new NotStoredError(
    `${what} is not stored with a decision. Do not read it to decide again.`,
  );
}

/** A run at a step, of which nothing else is known. */
export function runAsRead(
  run: Pick<Run, 'id' | 'profileId' | 'stepId' | 'visit'>,
  { key: journeyKey, version: journeyVersion }: Journey,
): Run {
  return {
    ...run,
    journeyKey,
    journeyVersion,
    state: 'active',
    wakeAt: null,
    endedAt: null,
    endReason: null,
    get dedupeKey(): never {
      throw notStored('what a run is about');
    },
    get context(): never {
      throw notStored('what a run is about');
    },
    get enteredAt(): never {
      throw notStored('when a run began');
    },
  };
}

/**
 * A context in which predicates are answered from what they read then, and nothing else is known.
 * @param offer in the version that was decided about
 * @param at when it was decided, epoch milliseconds
 * @param runId of the run that it was decided about
 */
export function contextAsRead(
  {
    conditions,
    zones,
    isCustomer,
    usualOrderAt,
    drawnFor,
    drawnAs,
    profile,
    offer: read,
  }: StepDecisionInput,
  offer: OfferVersion | null,
  at: number,
  runId: string,
): StepContext {
  return {
    now: read?.decidedAt ?? at,
    get zones() {
      if (!zones) throw notStored('a time zone');
      return zones;
    },
    get person() {
      if (isCustomer === undefined) throw notStored('a person');
      return personAsRead(isCustomer, at);
    },
    ...(usualOrderAt !== undefined && { usualOrderAt }),
    drawnFor: drawnFor ?? profile,
    drawnAs: drawnAs ?? runId,
    get facts(): never {
      throw notStored('carts and orders');
    },
    holds: (predicate, asked) => ({
      holds: answerAgain(predicate, conditions, asked),
      why: [],
      facts: {},
      read: conditions,
    }),
    isIn: () => {
      throw notStored('the segments of a person');
    },
    ...(read && offer && { offers: offersAsRead(read, offer) }),
  };
}

/** A person of whom it is known only whether they are a customer of Shopify. */
function personAsRead(isCustomer: boolean, at: number): ProfileState {
  const customerId = isCustomer ? { value: '', at } : null;
  return new Proxy(newProfile(at), {
    get: (_person, name) => {
      if (name !== 'customerId') throw notStored('a person');
      return customerId;
    },
  });
}

function offersAsRead({ person, shop }: OfferDecisionInput, offer: OfferVersion): OfferLookup {
  return {
    find: (key) => (key === offer.key ? offer : undefined),
    person,
    hasUsed: () => person.hasUsed,
    shop: () => shop,
  };
}
