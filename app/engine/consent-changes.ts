import type { DomainEvent } from '#app/events/event.ts';
import {
  addressesOf,
  addressKey,
  withAct,
  withAddressConsent,
  type ConsentAct,
} from '#app/profiles/consent-acts.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { consentEffects } from './consent-effects.ts';
import type { Pen } from './pen.ts';

type ConsentEvent = DomainEvent & { kind: 'consent.changed' };

/**
 * Notes what an address agreed to or refused, for everybody whose address it is. Told again it changes nothing,
 * unless it is a better proof of the same, so it is noted also when the event is known.
 */
export function noteConsent(pen: Pen, event: ConsentEvent): void {
  const { world, changes } = pen;
  const { channel, address, evidence } = event;
  const key = addressKey(channel, address);
  const known = world.addresses.get(key) ?? { acts: {}, suppression: null };
  const acts = withAct(known.acts, evidence, actOf(event));
  if (acts === known.acts) return;
  world.addresses.set(key, { ...known, acts });
  changes.addresses.set(key, { channel, address });
  for (const [id, person] of world.profiles)
    if (addressesOf(person)[channel] === address) refreshConsent(pen, id);
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
  pen.told.add(id);
}
