import type { ConsentState } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import { addressesOf } from '#app/profiles/consent-acts.ts';
import type { ConsentIntent, ProfileState } from '#app/profiles/profile-state.ts';

/** Syncs to Shopify a consent that was stated on our side. The key is deterministic, as of every effect. */
export type ConsentEffect = {
  kind: 'sync_consent';
  key: string;
  profileId: string;
  runId: null;
  dueAt: number;
  payload: {
    customerId: string;
    channel: 'email' | 'sms';
    /** Whose consent it is; it is synced only while the customer has that address. */
    address: string;
    state: (typeof SYNCED_STATES)[number];
    at: number;
  };
};

/** The states that Shopify lets an app set. */
const SYNCED_STATES = ['subscribed', 'unsubscribed'] as const satisfies ConsentState[];

/**
 * What has to be synced to Shopify of a person's consent after a change: what they stated on our side, as soon as the
 * person is a customer there. What came from Shopify is not sent back, nor is what Shopify says as well.
 * @param before the person before the change; null when there was none
 */
export function consentEffects(
  profileId: string,
  before: ProfileState | null,
  after: ProfileState,
  now: number,
): ConsentEffect[] {
  if (before?.consent === after.consent && before.customerId === after.customerId) return [];
  const customerId = after.customerId?.value;
  if (customerId === undefined) return [];
  return (['email', 'sms'] as const).flatMap((channel): ConsentEffect[] => {
    const intent = after.consent[channel];
    const address = addressesOf(after)[channel];
    if (address === null) return [];
    const state = SYNCED_STATES.find((one) => one === intent?.value);
    if (!intent || !state || !intent.ours) return [];
    const isKnown =
      before?.customerId?.value === customerId && isKnownToShopify(before.consent[channel], intent);
    if (isKnown) return [];
    return [
      {
        kind: 'sync_consent',
        key: `consent:${customerId}:${idOf('address', address)}:${channel}:${state}:${String(intent.at)}`,
        profileId,
        runId: null,
        dueAt: now,
        payload: { customerId, channel, address, state, at: intent.at },
      },
    ];
  });
}

function isKnownToShopify(known: ConsentIntent | null, intent: ConsentIntent): boolean {
  return known?.value === intent.value && (known.at === intent.at || !known.ours);
}
