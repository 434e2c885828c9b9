import type { DomainEvent } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { TRAIT_BYTES } from './apply-event.ts';

/** The traits that scores ask for. Of these it is the value that counts; of the others that there is one. */
const BY_VALUE = ['country', 'locale', 'company'] as const;
const BY_PRESENCE = ['customerId', 'email', 'phone'] as const;

/** Stands for a value that the history does not need, so that no addresses are kept there. */
const KNOWN = 'known';

export const SCORED_TRAITS = [...BY_VALUE, ...BY_PRESENCE] as const;
export type ScoredTrait = (typeof SCORED_TRAITS)[number];

/** The traits that an event carries of those that scores ask for, and when they were true. */
export type EventTraits = Partial<Record<ScoredTrait, string>> & { at: number };

/**
 * What is kept of an event's traits beside the event, so that the score of any past moment can be computed.
 * @returns undefined when it carries none, or when another event of the same delivery carries the same
 */
export function traitsOfEvent({ kind, traits, traitsAt }: DomainEvent): EventTraits | undefined {
  if (eventKindOf(kind).hasTraitsOfAnother) return undefined;
  const scored: EventTraits = { at: traitsAt };
  for (const trait of BY_VALUE) {
    const value = traits[trait];
    if (value !== undefined) scored[trait] = truncateUtf8(value, TRAIT_BYTES[trait]);
  }
  for (const trait of BY_PRESENCE) {
    const value = traits[trait];
    if (value !== undefined) scored[trait] = value === '' ? '' : KNOWN;
  }
  return Object.keys(scored).length > 1 ? scored : undefined;
}
