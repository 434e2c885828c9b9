import type { DomainEvent, Traits } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { isOfDeletedOrder } from './orders/apply-order.ts';
import { applyEffect } from './event-effects.ts';
import type { Facts } from './facts.ts';
import { mergeContacts, contactsOf, type EventContact } from './contact.ts';
import type { ContactTrait, ProfileState } from './profile-state.ts';
import { later, newest } from './timestamped.ts';
import { countSignal, signalOf } from './signals.ts';
import { firstTouch, lastTouch } from './touches.ts';

/**
 * The profile after one more event. The caller applies each event once (by its id); then any order of the
 * same events gives the same profile. `facts` is brought up to date in place.
 */
export function applyEvent(
  state: ProfileState,
  event: DomainEvent,
  facts: Facts,
  profileId: string,
): ProfileState {
  const signal = signalOf(event);
  const met: ProfileState = {
    ...withTraits(state, event),
    ...withTouch(state, event.touch),
    firstSeenAt: Math.min(state.firstSeenAt, event.at),
    lastSeenAt: eventKindOf(event.kind).isActivity
      ? later(state.lastSeenAt, event.at)
      : state.lastSeenAt,
    signals: signal
      ? countSignal(state.signals, signal, event.at, isOfDeletedOrder(event, facts) ? 0 : 1)
      : state.signals,
  };
  return applyEffect(met, event, facts, profileId);
}

/** What a person is known by and the most bytes that are kept of it. */
export const TRAIT_BYTES = {
  customerId: 40,
  email: 254,
  phone: 40,
  firstName: 96,
  lastName: 96,
  country: 40,
  region: 24,
  locale: 35,
  company: 96,
} satisfies Record<keyof Traits, number>;

/** Those of which the newest value counts, whatever its source; for the others see contact.ts. */
export const TRAITS = [
  'customerId',
  'firstName',
  'lastName',
  'country',
  'region',
  'locale',
  'company',
] as const satisfies (keyof typeof TRAIT_BYTES)[];

function withTraits(state: ProfileState, event: DomainEvent): ProfileState {
  const { traits, traitsAt: at } = event;
  const changed: Partial<Pick<ProfileState, (typeof TRAITS)[number]>> = {};
  for (const trait of TRAITS) {
    const sent = traits[trait];
    if (sent === undefined) continue;
    const value = truncateUtf8(sent, TRAIT_BYTES[trait]);
    changed[trait] = newest(state[trait], { value, at, by: sourceOf(event) });
  }
  return { ...state, ...changed, ...withContacts(state, event) };
}

function withContacts(state: ProfileState, event: DomainEvent): Partial<ProfileState> {
  const { traits, traitsAt: at, record = {} } = event;
  const values = [traits.email, traits.phone, record.email, record.phone];
  if (values.every((value) => value === undefined)) return {};
  const of = (trait: ContactTrait): EventContact => ({
    written: traits[trait] ?? null,
    recorded: record[trait],
    at,
    by: sourceOf(event),
  });
  return mergeContacts(state, contactsOf({ email: of('email'), phone: of('phone') }, TRAIT_BYTES));
}

function withTouch(
  { firstTouch: first, lastTouch: last }: ProfileState,
  touch: DomainEvent['touch'],
): Pick<ProfileState, 'firstTouch' | 'lastTouch'> {
  if (!touch) return { firstTouch: first, lastTouch: last };
  return { firstTouch: firstTouch(first, touch), lastTouch: lastTouch(last, touch) };
}

/** What an event came from, whichever delivery it was: the first word of its kind. */
function sourceOf({ kind }: DomainEvent): string {
  return kind.slice(0, kind.indexOf('.'));
}
