import { IANAZone } from 'luxon';
import { reading, shopChanged, type Reader } from './reader.ts';
import type { ShopChange } from './event.ts';
import { dutyPayload, scopesPayload, shopPayload } from './shopify-payload.ts';

/** app/uninstalled: whatever the body says of the shop, the app is gone. */
export const readUninstalled: Reader = () => shopChanged({ kind: 'uninstalled' });

/** app/scopes_update. */
export const readScopes = reading(scopesPayload, ({ current }) =>
  shopChanged({ kind: 'scopes', current }),
);

const shop = shopPayload.refine(({ iana_timezone: zone }) => IANAZone.isValidZone(zone), {
  path: ['iana_timezone'],
  message: 'expected an IANA time zone',
});

/** shop/update. */
export const readShop = reading(
  shop,
  ({ name, email, currency, iana_timezone: timeZone, country_code: country }) =>
    shopChanged({ kind: 'shop', name, email, currency, timeZone, country }),
);

/** A compliance topic: the request in Shopify's own words, for whoever has to carry it out and to prove it. */
export function readDuty(topic: Extract<ShopChange, { kind: 'duty' }>['topic']): Reader {
  return reading(dutyPayload, (request) => shopChanged({ kind: 'duty', topic, request }));
}
