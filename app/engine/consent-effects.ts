import type { ConsentState } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import { addressesOf } from '#app/profiles/consent-acts.ts';
import type { ConsentIntent, ProfileState } from '#app/profiles/profile.ts';

/** Shopify hears of a wish that was uttered on our side. The key is deterministic, as of every effect. */
export type ConsentEffect = {
  kind: 'sync_consent';
  key: string;
  profileId: string;
  runId: null;
  dueAt: number;
  payload: {
    customerId: string;
    channel: 'email' | 'sms';
    /** Whose consent it is; Shopify hears of it only while the customer has that address. */
    address: string;
    state: (typeof TOLD)[number];
    at: number;
  };
};

/** What Shopify lets an app set, of what people utter on our side. */
const TOLD = ['subscribed', 'unsubscribed'] as const satisfies ConsentState[];

/**
 * What Shopify has to hear of a person's wish after a change: what they uttered on our side, as soon as the
 * person is a customer there. What came from Shopify is not told back, nor is what Shopify says as well.
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
    const wish = after.consent[channel];
    const address = addressesOf(after)[channel];
    if (address === null) return [];
    const state = TOLD.find((one) => one === wish?.value);
    if (!wish || !state || !wish.ours) return [];
    const isKnown =
      before?.customerId?.value === customerId && isTold(before.consent[channel], wish);
    if (isKnown) return [];
    return [
      {
        kind: 'sync_consent',
        key: `consent:${customerId}:${idOf('address', address)}:${channel}:${state}:${String(wish.at)}`,
        profileId,
        runId: null,
        dueAt: now,
        payload: { customerId, channel, address, state, at: wish.at },
      },
    ];
  });
}

function isTold(known: ConsentIntent | null, wish: ConsentIntent): boolean {
  return known?.value === wish.value && (known.at === wish.at || !known.ours);
}
