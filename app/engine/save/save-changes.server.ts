import { saveConsent, type NewConsent } from '#app/consent/save-consent.server.ts';
import { saveAddresses } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { saveEvents } from '#app/events/store/save-events.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import { saveMessageClicks } from '#app/messages/store/message-clicks.server.ts';
import { saveIdentities } from '#app/profiles/store/identities.server.ts';
import { clearProfileProblems } from '#app/profiles/store/profile-problems.server.ts';
import { saveScoredProfiles } from '#app/profiles/store/save-profiles.server.ts';
import type { StateChanges, LoadedState } from '#app/engine/load/loaded-state.ts';
import { eventRow, linkRows } from './event-rows.ts';
import { profileRow } from './profile-row.ts';
import { saveDeltaUpdates } from './save-delta-updates.server.ts';
import { saveMerges } from './save-merges.server.ts';
import { saveCartsAndOrders } from './save-carts-and-orders.server.ts';
import { saveJourneys } from './save-journeys.server.ts';
import { saveMemberships } from './save-memberships.server.ts';
import { saveScores } from './save-scores.server.ts';
import { saveUnscored } from './save-unscored.server.ts';
import { saveJoins, deleteProfileParts } from './save-joins.server.ts';
import { saveReassignedCarts } from './save-reassigned-carts.server.ts';
import { saveIdentifierConflicts } from './save-identifier-conflicts.server.ts';

/**
 * Writes what a batch came to, each kind of row in one statement. Repeating it writes nothing new, because
 * every row has a key derived from what it is about.
 * @param loaded the state after the batch; carts and orders are taken from it
 * @param currency the shop's currency, in which a person's spend is listed
 * @param now the moment of deciding, epoch milliseconds
 */
export async function saveChanges(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
  loaded: LoadedState,
  currency: string,
  now: number,
): Promise<void> {
  const received = changes.profiles.filter(({ isReceived }) => isReceived);
  await saveScoredProfiles(
    client,
    shopId,
    received.map((profile) => profileRow(profile, currency)),
  );
  await saveScores(
    client,
    shopId,
    changes.profiles.filter(({ isReceived }) => !isReceived),
  );
  await clearProfileProblems(
    client,
    shopId,
    'score',
    changes.profiles.map(({ id }) => id),
  );
  await saveUnscored(client, shopId, changes.unscored, currency, now);
  await deleteProfileParts(client, shopId, changes.forgottenParts);
  await saveReassignedCarts(client, shopId, changes.reassignedCarts);
  await saveIdentities(client, shopId, linkRows(changes, now));
  if (changes.merges.length > 0) {
    await saveMerges(client, shopId, changes.merges);
    await saveJoins(client, shopId, changes, now);
  }
  if (changes.conflicts.length > 0)
    await saveIdentifierConflicts(client, shopId, changes.conflicts, now);
  await saveEvents(client, shopId, changes.events.map(eventRow));
  await saveDeltaUpdates(client, shopId, changes.deltaUpdates);
  await saveConsent(client, shopId, consentsOf(changes), now);
  await saveAddresses(
    client,
    shopId,
    [...changes.addresses].map(([key, one]) => ({
      ...one,
      acts: loaded.addresses.get(key)?.acts ?? {},
    })),
  );
  await saveMessageClicks(
    client,
    shopId,
    changes.events.flatMap(({ event }) =>
      event.kind === 'mail.clicked' ? [{ key: event.effectKey, at: isoTime(event.at) }] : [],
    ),
  );
  await saveCartsAndOrders(client, shopId, changes, loaded);
  await saveMemberships(client, shopId, changes);
  await saveJourneys(client, shopId, changes);
}

/** What people agreed to or refused, each under the address or number it is about. */
function consentsOf({ events }: StateChanges): NewConsent[] {
  return events.flatMap(({ event, profileId }) => {
    if (event.kind !== 'consent.changed') return [];
    const { id, channel, address, state, at, source, wording, page } = event;
    const subject = `${channel === 'email' ? 'email' : 'phone'}:${address}`;
    return [{ id, profileId, channel, state, at, subject, source, wording, page }];
  });
}
