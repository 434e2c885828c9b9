import { v7 } from 'uuid';
import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import {
  addPreferenceChange,
  dropOldPreferenceChanges,
  findReaderPreferences,
  saveReaderPreferences,
} from '#app/consent/store/reader-preferences.server.ts';
import {
  samePreferences,
  USUAL_PREFERENCES,
  type ReaderPreferences,
} from '#app/consent/reader-preferences.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { UnsubscribeClaim } from './links.ts';

/** How what was chosen follows from what holds, and what was read then. */
export type PreferenceChoice = {
  choose: (known: ReaderPreferences) => ReaderPreferences;
  wording: (chosen: ReaderPreferences) => string;
  page: string;
};

/**
 * Saves what the owner of an address chose, with its history, in the caller's transaction, in which the address is held so
 * that no mail under way can pass. The same again changes nothing.
 * @param now epoch milliseconds
 * @returns what holds now
 */
export async function changePreferences(
  client: ShopClient,
  { shopId, address }: UnsubscribeClaim,
  { choose, wording, page }: PreferenceChoice,
  now: number,
): Promise<ReaderPreferences> {
  await lockAddresses(client, shopId, [address], 'update');
  const before = await findReaderPreferences(client, shopId, address);
  const after = choose(before ?? USUAL_PREFERENCES);
  if (before !== null && samePreferences(before, after)) return before;
  await saveReaderPreferences(client, shopId, address, after, now);
  const change = { address, at: now, page, wording: wording(after), before, after };
  await addPreferenceChange(client, shopId, { id: v7(), ...change });
  await dropOldPreferenceChanges(client, shopId, address);
  return after;
}
