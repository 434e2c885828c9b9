import type { DomainEvent } from '#app/events/event.ts';
import { cut } from '#app/lib/cut.ts';
import { TRAIT_BYTES } from './apply-event.ts';

/** The traits that scores ask for. Of these it is the value that counts; of the others that there is one. */
const BY_VALUE = ['country', 'locale', 'company'] as const;
const BY_PRESENCE = ['customerId', 'email', 'phone'] as const;

/** Stands for a value that nobody needs in the history, so that no addresses lie about there. */
const KNOWN = 'known';

export const SCORED_TRAITS = [...BY_VALUE, ...BY_PRESENCE] as const;
export type ScoredTrait = (typeof SCORED_TRAITS)[number];

/** What an event told of who somebody is, as far as scores ask for it, and when that was true. */
export type ToldTraits = Partial<Record<ScoredTrait, string>> & { at: number };

/**
 * What is kept of an event's traits beside the event, so that the score of any past moment can be told.
 * @returns undefined when it told none, or when another event of the same delivery tells the same
 */
export function toldTraits({ kind, traits, traitsAt }: DomainEvent): ToldTraits | undefined {
  if (kind === 'order.placed' || kind === 'order.cancelled') return undefined;
  const told: ToldTraits = { at: traitsAt };
  for (const trait of BY_VALUE) {
    const value = traits[trait];
    if (value !== undefined) told[trait] = cut(value, TRAIT_BYTES[trait]);
  }
  for (const trait of BY_PRESENCE) {
    const value = traits[trait];
    if (value !== undefined) told[trait] = value === '' ? '' : KNOWN;
  }
  return Object.keys(told).length > 1 ? told : undefined;
}
