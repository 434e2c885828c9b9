import type { ConsentEvidence, EventPayload } from '#app/events/event.ts';
import { newest } from './timestamped.ts';
import { standingConsent, withAct, type AddressActs } from './consent-acts.ts';
import { OrdersAsOf } from './orders/orders-as-of.ts';
import { newProfile } from './profile.ts';
import type { ConsentIntent, DayBucket, ProfileState, Signal } from './profile-state.ts';
import { bounded, mergeBuckets, occurrence } from './signal-buckets.ts';
import { signalOf } from './signals.ts';
import { SCORED_TRAITS, type EventTraits } from './event-traits.ts';

/** An event as it was kept; the lines of carts and orders are kept in their own tables. */
export type KeptEvent = { at: number; payload: EventPayload; traits: EventTraits | null };

/** A row of the table of events, as far as it is read here. */
export type KeptRow = {
  /** Of one that this version of the app does not know, only the traits are read. */
  kind: string;
  at: number;
  /** `told` is the stored key of the traits that the event carried. */
  props: object & { told?: EventTraits };
};

/** The event that a row keeps. */
export function keptEvent({ kind, at, props: { told: traits, ...props } }: KeptRow): KeptEvent {
  // The row was written from a payload of this kind, of which it does not keep the lines.
  const payload = { kind, ...props } as EventPayload;
  if (payload.kind === 'order.changed') payload.order = { ...payload.order, lines: [] };
  return { at, payload, traits: traits ?? null };
}

/**
 * What scores read of a profile, as it was at a moment: of everything received since then, that which had happened
 * by then. The other fields are empty. More events after the moment never change the answer.
 * @param saved the profile as it is now; says what was true already when nothing newer was received since
 * @param events those of the person up to the moment, in any order
 * @param at epoch milliseconds
 */
export function profileAsOf(
  saved: ProfileState,
  events: readonly KeptEvent[],
  at: number,
): ProfileState {
  const past = newProfile(saved.firstSeenAt);
  for (const trait of SCORED_TRAITS) past[trait] = by(saved[trait], at);
  past.consent = { email: by(saved.consent.email, at), sms: by(saved.consent.sms, at) };
  const acts: Record<'email' | 'sms', AddressActs> = { email: {}, sms: {} };
  const counts: Counts = new Map();
  const checkouts = new Map<string, number>();
  const bought = new OrdersAsOf();
  for (const { at: moment, payload, traits } of events) {
    if (moment > at) continue;
    if (traits && traits.at <= at) noteTraits(past, traits, payload.kind);
    if (payload.kind === 'consent.changed')
      acts[payload.channel] = afterConsent(acts[payload.channel], payload, moment);
    bought.note(payload, moment);
    const signal = signalOf(payload);
    if (signal) countOne(counts, signal, moment);
    if (payload.kind !== 'checkout.changed') continue;
    const { token, createdAt } = payload.cart;
    checkouts.set(token, Math.min(checkouts.get(token) ?? createdAt, createdAt));
  }
  for (const { signal, at: moment } of bought.withdrawn()) countOne(counts, signal, moment, -1);
  for (const createdAt of checkouts.values()) countOne(counts, 'checkout_started', createdAt);
  for (const channel of ['email', 'sms'] as const)
    past.consent[channel] = intentOf(acts[channel]) ?? past.consent[channel];
  past.signals = signalsOf(counts);
  past.orders = bought.sums();
  return past;
}

/** A consent as it was kept; those from before evidence was stored count as acts. */
type KeptConsent = Omit<EventPayload & { kind: 'consent.changed' }, 'evidence'> & {
  evidence?: ConsentEvidence;
};

/** What is kept does not say which of the person's addresses a consent was about: it stands for all of them. */
function afterConsent(
  acts: AddressActs,
  { state, source, evidence = 'act' }: KeptConsent,
  at: number,
): AddressActs {
  const act = { id: '', state, at };
  return withAct(acts, evidence, source === 'shopify' ? act : { ...act, ours: true });
}

function intentOf(acts: AddressActs): ConsentIntent | null {
  const standing = standingConsent(acts);
  return standing && { value: standing.state, at: standing.at };
}

/** Occurrences by signal; counting many into a profile one by one would sort its buckets at each. */
type Counts = Map<Signal, DayBucket[]>;

function countOne(counts: Counts, signal: Signal, at: number, times: -1 | 1 = 1): void {
  const known = counts.get(signal);
  if (known) known.push(occurrence(at, times));
  else counts.set(signal, [occurrence(at, times)]);
}

function signalsOf(counts: Counts): ProfileState['signals'] {
  const signals: ProfileState['signals'] = {};
  for (const [signal, buckets] of counts) signals[signal] = mergeBuckets(buckets, []);
  return bounded(signals);
}

function by<T extends { at: number }>(known: T | null, at: number): T | null {
  return known && known.at <= at ? known : null;
}

function noteTraits(past: ProfileState, traits: EventTraits, kind: string): void {
  const source = kind.slice(0, kind.indexOf('.'));
  for (const trait of SCORED_TRAITS) {
    const value = traits[trait];
    if (value !== undefined)
      past[trait] = newest(past[trait], { value, at: traits.at, by: source });
  }
}
