import { companyGid } from '#app/companies/company-gid.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import {
  eventsAt,
  eventsOfVisits,
  type FoundEvent,
} from '#app/people/store/events-behind.server.ts';
import { accountNames, productNames } from '#app/people/store/fact-names.server.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { FactNames } from './person-facts.ts';
import { wantedEvent, type EventRef, type FactSource } from './provenance.ts';

/** Names of the products and companies that a profile knows by id. */
export async function factNames(
  client: ShopClient,
  shopId: string,
  { interests, companies }: ProfileState,
): Promise<FactNames> {
  const products = await productNames(
    client,
    shopId,
    interests.map(([id]) => id),
  );
  const names = await accountNames(
    client,
    shopId,
    companies.map(([id]) => companyGid(id)),
  );
  return {
    products: new Map(products.map(({ id, ...product }) => [id, product])),
    companies: new Map(
      companies.flatMap(([id]) => {
        const name = names.get(companyGid(id));
        return name === undefined ? [] : [[id, name]];
      }),
    ),
  };
}

/**
 * Finds the events behind sources, all in two statements.
 * @returns gives the event of one of these sources; null for what is no longer kept
 */
export async function eventsBehind(
  client: ShopClient,
  shopId: string,
  profileId: string,
  sources: readonly (FactSource | null)[],
): Promise<(source: FactSource | null) => EventRef | null> {
  const wanted = sources.flatMap((source) => (source ? [wantedEvent(source)] : []));
  const visits = wanted.filter(({ word }) => word === 'visit').map(({ at }) => at);
  const others = wanted.filter(({ word }) => word !== 'visit');
  const found = [
    ...(await eventsAt(client, shopId, profileId, others)),
    ...(await eventsOfVisits(client, shopId, profileId, visits)),
  ];
  const events = new Map(found.map((one) => [keyOf(one.wantedWord, one.wantedAt), refOf(one)]));
  return (source) => {
    if (!source) return null;
    const { word, at } = wantedEvent(source);
    return events.get(keyOf(word, at)) ?? null;
  };
}

function keyOf(word: string | null, at: number): string {
  return `${word ?? ''} ${String(at)}`;
}

/** The timeline shows an order once, where it was placed, and a mail by its own row. */
function refOf({ id, kind, at, orderId, name, placedAt }: FoundEvent): EventRef {
  const word = kind.slice(0, kind.indexOf('.'));
  if (kind === 'order.changed' && orderId !== null && placedAt !== null)
    return { key: `event:${idOf('order.placed', orderId)}`, word, at: placedAt, subject: name };
  return { key: `event:${id}`, word, at, subject: name };
}
