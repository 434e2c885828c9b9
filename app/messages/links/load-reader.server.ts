import { consentOfRow } from '#app/consent/consent-columns.ts';
import { maySend } from '#app/consent/may-send.ts';
import { preferencesOfRow } from '#app/consent/preference-columns.ts';
import { USUAL_PREFERENCES, type ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { selectMailConsents } from '#app/messages/delivery/store/mail-consents.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import type { UnsubscribeClaim } from './links.ts';
import { findLocale } from './store/reader-locale.server.ts';

/** Who follows an unsubscribe link, as far as its page depends on it. */
export type LinkReader = {
  /** `blocked` is an address that bounced or complained. */
  state: 'subscribed' | 'unsubscribed' | 'blocked';
  preferences: ReaderPreferences;
  /** The language that the profile has; null when it is not known. */
  locale: string | null;
};

/** What is known of the owner of an address that a link was mailed to. */
export async function loadLinkReader(
  client: ShopClient,
  { shopId, profileId, address }: UnsubscribeClaim,
): Promise<LinkReader> {
  const personId = await findCurrentPerson(client, shopId, profileId);
  const locale = await findLocale(client, shopId, personId);
  const row = (await selectMailConsents(client, shopId, [address])).get(address);
  if (!row) return { state: 'unsubscribed', preferences: USUAL_PREFERENCES, locale };
  const consent = consentOfRow(address, row);
  const isBlocked = !maySend('transactional', consent).allowed;
  const isSubscribed = maySend('marketing', consent).allowed;
  return {
    state: isBlocked ? 'blocked' : isSubscribed ? 'subscribed' : 'unsubscribed',
    preferences: preferencesOfRow(row),
    locale,
  };
}
