import type { DomainEvent } from '#app/events/event.ts';
import {
  addressesOf,
  addressKey,
  resolveEcho,
  withAct,
  withAddressConsent,
  type ConsentAct,
} from '#app/profiles/consent-acts.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { sentConsentKey } from '#app/engine/load/loaded-state.ts';
import { consentEffects } from './consent-effects.ts';
import type { DecisionContext } from './decision-context.ts';

type ConsentEvent = DomainEvent & { kind: 'consent.changed' };

/**
 * Notes what an address agreed to or refused, for all profiles with that address. Received again it changes nothing,
 * unless it is a better proof of the same, so it is noted also when the event is known.
 * @returns the event as what it counts: what Shopify repeats of a file is no act of the address
 */
export function noteConsent(context: DecisionContext, event: ConsentEvent): ConsentEvent {
  const { loaded, changes } = context;
  const { channel, address } = event;
  const key = addressKey(channel, address);
  const known = loaded.addresses.get(key) ?? { acts: {}, suppression: null };
  const isEcho = loaded.sentConsents.has(sentConsentKey(event));
  const { evidence, act } = resolveEcho(known.acts, event.evidence, actOf(event), isEcho);
  const acts = withAct(known.acts, evidence, act);
  const effective = { ...event, evidence };
  if (acts === known.acts) return effective;
  loaded.addresses.set(key, { ...known, acts });
  changes.addresses.set(key, { channel, address });
  for (const [id, person] of loaded.profiles)
    if (addressesOf(person)[channel] === address) refreshConsent(context, id);
  return effective;
}

function actOf({ id, state, at, source }: ConsentEvent): ConsentAct {
  return source === 'shopify' ? { id, state, at } : { id, state, at, ours: true };
}

/** A person with the consent of the addresses that messages to them would go to now. */
export function withConsent(
  { loaded }: Pick<DecisionContext, 'loaded'>,
  person: ProfileState,
): ProfileState {
  return withAddressConsent(person, (key) => loaded.addresses.get(key)?.acts);
}

/** Gives a person the consent of their addresses, and syncs it to Shopify, where it changed. */
export function refreshConsent(context: DecisionContext, id: string): void {
  const { loaded, changes } = context;
  const before = loaded.profiles.get(id);
  if (!before) return;
  const after = withConsent(context, before);
  if (after === before) return;
  loaded.profiles.set(id, after);
  changes.effects.push(...consentEffects(id, before, after, context.now));
  context.touched.add(id);
  context.received.add(id);
}
