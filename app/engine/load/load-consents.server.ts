import type { ConsentAddress } from '#app/consent/known-address.ts';
import { findKnownConsents } from '#app/consent/store/known-consents.server.ts';
import { selectSentConsents } from '#app/effects/store/sent-consents.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { addressesOf, echoTimes, type ConsentChannel } from '#app/profiles/consent-acts.ts';
import { identifierKey } from '#app/profiles/identity/directory.ts';
import { findProfilesByAddress } from '#app/profiles/store/load-profiles.server.ts';
import { sentConsentKey, type LoadedState } from './loaded-state.ts';

/** One address or number may be that of several people, such as a family's; more are not one family. */
const MOST_CONCERNED = 5_000;

/** Which of these consents are proven already: one that was dated by its receipt has another moment now. */
export async function loadKnownConsents(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
): Promise<string[]> {
  const consents = events.flatMap(({ kind, id }) => (kind === 'consent.changed' ? [id] : []));
  if (consents.length === 0) return [];
  const known = await findKnownConsents(client, shopId, consents);
  return known.map(({ id }) => id);
}

/** People to whose address or number one of these consents belongs, whichever profile it was received with. */
export async function loadConcernedPeople(
  client: ShopClient,
  shopId: string,
  events: readonly DomainEvent[],
): Promise<string[]> {
  const consents = events.flatMap((event) => (event.kind === 'consent.changed' ? [event] : []));
  if (consents.length === 0) return [];
  const of = (channel: ConsentChannel) =>
    consents.flatMap((event) => (event.channel === channel ? [event.address] : []));
  const wanted = { emails: of('email'), phones: of('sms') };
  const people = await findProfilesByAddress(client, shopId, wanted, MOST_CONCERNED);
  return people.map(({ id }) => id);
}

/** What we sent to Shopify of the consents that it sends now, by `sentConsentKey`: it repeats them. */
export async function loadSentConsents(
  client: ShopClient,
  shopId: string,
  loaded: LoadedState,
  events: readonly DomainEvent[],
): Promise<Set<string>> {
  const repeated = events.flatMap((event) =>
    event.kind === 'consent.changed' && event.source === 'shopify' ? [event] : [],
  );
  const people = repeated.flatMap(({ identifiers }) =>
    identifiers.flatMap((one) => loaded.owners.get(identifierKey(one)) ?? []),
  );
  if (people.length === 0) return new Set();
  const rows = await selectSentConsents(
    client,
    shopId,
    [...new Set(people)],
    [...new Set(repeated.map(({ address }) => address))],
  );
  return new Set(
    rows.flatMap((sent) => echoTimes(sent.at).map((at) => sentConsentKey({ ...sent, at }))),
  );
}

/** The addresses and numbers of these events and of the people they may concern. */
export function addressesIn(loaded: LoadedState, events: readonly DomainEvent[]): ConsentAddress[] {
  const found: ConsentAddress[] = [];
  const add = (channel: ConsentChannel, address: string | null | undefined) => {
    if (address) found.push({ channel, address });
  };
  for (const event of events) {
    add('email', event.traits.email);
    add('sms', event.traits.phone);
    add('email', event.record?.email);
    add('sms', event.record?.phone);
    if (event.kind === 'consent.changed') add(event.channel, event.address);
  }
  for (const { order } of loaded.facts.purchases.values()) add('email', order?.contact);
  for (const person of loaded.profiles.values()) {
    const { email, sms } = addressesOf(person);
    add('email', email);
    add('sms', sms);
  }
  return found;
}
