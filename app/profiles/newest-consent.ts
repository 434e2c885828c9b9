import type { ConsentState } from '#app/events/event.ts';
import type { Wish } from './profile.ts';

/** The states from the freest to the safest, in which the safer of two of one moment is found. */
const SAFER: readonly ConsentState[] = [
  'subscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
  'unsubscribed',
];

/**
 * The newer of two wishes by the moment they were uttered, whichever arrived first; of two of one moment the
 * safer, so that a doubt never becomes a subscription. Of the same wish told by both sides it is Shopify's
 * telling that counts, because then there is nothing to tell Shopify.
 */
export function newestConsent(known: Wish | null, told: Wish | null): Wish | null {
  if (!known || !told) return known ?? told;
  if (told.at !== known.at) return told.at > known.at ? told : known;
  if (told.value !== known.value)
    return SAFER.indexOf(told.value) > SAFER.indexOf(known.value) ? told : known;
  return known.ours ? told : known;
}
