import { happened, reading, shopChanged, type Reader } from './reader.ts';
import type { ShopChange } from './event.ts';
import {
  bulkFinishedPayload,
  dutyPayload,
  scopesPayload,
  shopPayload,
  subscriptionPayload,
} from './shopify-payload.ts';
import { countryOf, emailOf, timeZoneOf } from './told-values.ts';

/** app/uninstalled: whatever the body says of the shop, the app is gone. */
export const readUninstalled: Reader = () => shopChanged({ kind: 'uninstalled' });

/** app/scopes_update. */
export const readScopes = reading(scopesPayload, ({ current }) =>
  shopChanged({ kind: 'scopes', current }),
);

/** shop/update. */
export const readShop = reading(shopPayload, (payload, told) =>
  shopChanged({
    kind: 'shop',
    name: payload.name,
    email: emailOf(told, 'email', payload.email),
    currency: payload.currency,
    timeZone: timeZoneOf(told, 'iana_timezone', payload.iana_timezone),
    country: countryOf(told, 'country_code', payload.country_code),
  }),
);

/** app_subscriptions/update: nothing is withheld from anybody, so nothing follows. */
export const readSubscription = reading(subscriptionPayload, () => happened());

/** bulk_operations/finish: the import asks Shopify itself how its operation went. */
export const readBulkFinished = reading(bulkFinishedPayload, () => happened());

/** A compliance topic: the request in Shopify's own words, for whoever has to carry it out and to prove it. */
export function readDuty(topic: Extract<ShopChange, { kind: 'duty' }>['topic']): Reader {
  return reading(dutyPayload, (request) => shopChanged({ kind: 'duty', topic, request }));
}
