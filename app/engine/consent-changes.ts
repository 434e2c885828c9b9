import type { DomainEvent } from '#app/events/event.ts';
import {
  addressesOf,
  addressKey,
  heardAct,
  withAct,
  withAddressConsent,
  type ConsentAct,
} from '#app/profiles/consent-acts.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { consentEffects } from './consent-effects.ts';
import type { Pen } from './pen.ts';
import { sentConsentKey } from './world.ts';

type ConsentEvent = DomainEvent & { kind: 'consent.changed' };

/**
 * Notes what an address agreed to or refused, for everybody whose address it is. Told again it changes nothing,
 * unless it is a better proof of the same, so it is noted also when the event is known.
 * @returns the event as what it counts: what Shopify repeats of a file is no act of the address
 */
export function noteConsent(pen: Pen, event: ConsentEvent): ConsentEvent {
  const { world, changes } = pen;
  const { channel, address } = event;
  const key = addressKey(channel, address);
  const known = world.addresses.get(key) ?? { acts: {}, suppression: null };
  const isEcho = world.sentConsents.has(sentConsentKey(event));
  const { evidence, act } = heardAct(known.acts, event.evidence, actOf(event), isEcho);
  const acts = withAct(known.acts, evidence, act);
  const heard = { ...event, evidence };
  if (acts === known.acts) return heard;
  world.addresses.set(key, { ...known, acts });
  changes.addresses.set(key, { channel, address });
  for (const [id, person] of world.profiles)
    if (addressesOf(person)[channel] === address) refreshConsent(pen, id);
  return heard;
}

function actOf({ id, state, at, source }: ConsentEvent): ConsentAct {
  return source === 'shopify' ? { id, state, at } : { id, state, at, ours: true };
}

/** A person with the consent of the addresses that messages to them would go to now. */
export function withConsent({ world }: Pick<Pen, 'world'>, person: ProfileState): ProfileState {
  return withAddressConsent(person, (key) => world.addresses.get(key)?.acts);
}

/** Gives a person the consent of their addresses, and lets Shopify hear of it, where that is other than before. */
export function refreshConsent(pen: Pen, id: string): void {
  const { world, changes } = pen;
  const before = world.profiles.get(id);
  if (!before) return;
  const after = withConsent(pen, before);
  if (after === before) return;
  world.profiles.set(id, after);
  changes.effects.push(...consentEffects(id, before, after, pen.now));
  pen.touched.add(id);
  pen.received.add(id);
}
