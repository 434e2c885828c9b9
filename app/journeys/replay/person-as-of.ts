import type { AddressConsent } from '#app/consent/may-send.ts';
import {
  addressConsent,
  type ConsentAddress,
  type KnownAddress,
} from '#app/consent/known-address.ts';
import type { DomainEvent, Traits } from '#app/events/event.ts';
import { applyEvent } from '#app/profiles/apply-event.ts';
import {
  addressKey,
  withAct,
  withAddressConsent,
  type AddressActs,
} from '#app/profiles/consent-acts.ts';
import type { EventTraits } from '#app/profiles/event-traits.ts';
import { applyFacts } from '#app/profiles/facts-of-event.ts';
import type { Facts } from '#app/profiles/facts.ts';
import { mergeReviewed } from '#app/profiles/orders/reviewed-products.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState, ReviewedProduct } from '#app/profiles/profile-state.ts';
import { PlanningAsOf } from './planning-as-of.ts';
import type { ReplayedEvent } from './replayed-event.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** Consents of a channel, whichever of the person's addresses they were about: the rows of events do not say. */
type ConsentActs = Record<'email' | 'sms', AddressActs>;

/**
 * A person as they were at a moment of a replay, whose clock goes forward: the facts of carts and orders at once, the profile
 * when it is asked for, because few steps do.
 */
export class PersonAsOf {
  readonly facts: Facts = emptyFacts();
  readonly planning: PlanningAsOf;
  private readonly person: ReplayedPerson;
  private readonly emailSince: number;
  private readonly received: ReplayedEvent[] = [];
  private acts: ConsentActs = { email: {}, sms: {} };
  private reviewed: ReviewedProduct[];
  /** The address that was asked for last: mostly it is the same one. */
  private asked: (ConsentAddress & { known: KnownAddress | null }) | null = null;
  /** The profile after the first events that were received; it counts orders by facts of its own. */
  private profile: { state: ProfileState; facts: Facts; events: number } | null = null;

  /** @param events all of the person's, in the order of their receipt */
  constructor(person: ReplayedPerson, events: readonly ReplayedEvent[]) {
    this.person = person;
    this.planning = new PlanningAsOf(person);
    this.reviewed = [];
    this.emailSince = emailSince(person, events);
  }

  /** Brings the person up to date with the next event. */
  receive(one: ReplayedEvent): void {
    const { event } = one;
    this.received.push(one);
    this.planning.receive(one);
    applyFacts(this.facts, event, this.person.id);
    if (event.kind === 'consent.changed') this.noteConsent(event);
    else if (event.kind === 'review.submitted') this.noteReviewed([event.productId], event.at);
    else if (event.kind === 'mail.sent') this.noteReviewed(event.asked ?? [], event.at);
  }

  /** Whether nothing was received of the person yet. */
  get isUnseen(): boolean {
    return this.received.length === 0;
  }

  /** Products that the person reviewed or was asked to, the newest first. */
  get reviewedProducts(): readonly ReviewedProduct[] {
    return this.reviewed;
  }

  /** Their email address, as it is now, once one was known. @param now epoch milliseconds */
  emailAt(now: number): string | null {
    return now >= this.emailSince ? this.person.email : null;
  }

  /** What an email address had agreed to by then, and what stopped mail to it. @param now epoch milliseconds */
  consentAt(address: string | null, now: number): AddressConsent {
    if (address === null) return addressConsent(null, undefined);
    const known = this.knownOf('email', address);
    const acts = this.actsOf('email', address, now);
    const suppression = known?.suppression ?? null;
    return addressConsent(address, {
      acts,
      suppression: suppression !== null && suppression.at <= now ? suppression : null,
    });
  }

  /** The profile after all that was received so far. @param now epoch milliseconds */
  profileAt(now: number): ProfileState {
    const state = this.fold();
    return withAddressConsent(state, (key) => {
      const [channel = '', ...rest] = key.split(':');
      return channel === 'email' || channel === 'sms'
        ? this.actsOf(channel, rest.join(':'), now)
        : undefined;
    });
  }

  private fold(): ProfileState {
    const { person, received } = this;
    this.profile ??= { state: profileBefore(person), facts: emptyFacts(), events: 0 };
    const { profile } = this;
    for (const { event, traits } of received.slice(profile.events)) {
      const whole = traits === null ? event : { ...event, traits: knownTraits(traits, person) };
      profile.state = applyEvent(profile.state, whole, profile.facts, person.id);
    }
    profile.events = received.length;
    return profile.state;
  }

  private actsOf(channel: 'email' | 'sms', address: string, now: number): AddressActs {
    const isOwn = channel === 'sms' || address === this.person.email;
    const known = this.knownOf(channel, address)?.acts ?? {};
    let acts = isOwn ? this.acts[channel] : {};
    for (const evidence of ['act', 'record', 'claim'] as const) {
      const act = known[evidence];
      if (act && act.at <= now) acts = withAct(acts, evidence, act);
    }
    if (known.left && known.left.at <= now) acts = withAct(acts, 'act', known.left);
    return acts;
  }

  private knownOf(channel: 'email' | 'sms', address: string): KnownAddress | null {
    if (this.asked?.channel !== channel || this.asked.address !== address) {
      const known = this.person.addresses.get(addressKey(channel, address)) ?? null;
      this.asked = { channel, address, known };
    }
    return this.asked.known;
  }

  private noteConsent({
    channel,
    state,
    source,
    evidence = 'act',
    at,
    id,
  }: DomainEvent & { kind: 'consent.changed' }): void {
    const act = source === 'shopify' ? { id, state, at } : { id, state, at, ours: true as const };
    this.acts = { ...this.acts, [channel]: withAct(this.acts[channel], evidence, act) };
  }

  private noteReviewed(products: readonly (string | null)[], at: number): void {
    const more = products.flatMap((id): ReviewedProduct[] => (id === null ? [] : [[id, at]]));
    this.reviewed = mergeReviewed(this.reviewed, more);
  }
}

function emptyFacts(): Facts {
  return { carts: new Map(), purchases: new Map() };
}

/**
 * Since when an address was known, epoch milliseconds. Of people who were there before the events that were read, it is taken to
 * have been known then.
 */
function emailSince(
  { firstSeenAt, readFrom }: ReplayedPerson,
  events: readonly ReplayedEvent[],
): number {
  if (firstSeenAt < readFrom) return -Infinity;
  const naming = events.find(({ traits }) => traits?.email !== undefined && traits.email !== '');
  return naming?.receivedAt ?? -Infinity;
}

/** What is not kept with a time: as it is now. */
function profileBefore({ saved, firstSeenAt }: ReplayedPerson): ProfileState {
  const blank = newProfile(firstSeenAt);
  if (!saved) return blank;
  const { firstName, lastName, region, tags, tagLists, firstTouch, summary } = saved;
  return { ...blank, firstName, lastName, region, tags, tagLists, firstTouch, summary };
}

/** Of addresses and numbers a row says that there was one: it is taken to be the one of now. */
function knownTraits(
  { at: _at, email, phone, customerId, ...byValue }: EventTraits,
  { email: address, saved }: ReplayedPerson,
): Traits {
  const standing = (stored: string | undefined, value: string | null | undefined) =>
    stored === undefined || stored === '' ? stored : (value ?? stored);
  const traits: Traits = { ...byValue };
  const known = {
    email: standing(email, address),
    phone: standing(phone, saved?.phone?.value),
    customerId: standing(customerId, saved?.customerId?.value),
  };
  if (known.email !== undefined) traits.email = known.email;
  if (known.phone !== undefined) traits.phone = known.phone;
  if (known.customerId !== undefined) traits.customerId = known.customerId;
  return traits;
}
