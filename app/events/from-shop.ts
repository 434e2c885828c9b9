import { happened, reading, shopChanged, type Reader } from './reader.ts';
import type { NamedShop } from './shop-change.ts';
import { idDigits } from './payload-values.ts';
import {
  bulkFinishedPayload,
  COMPLIANCE_PAYLOADS,
  scopesPayload,
  shopPayload,
  subscriptionPayload,
  uninstalledPayload,
} from './shop-payload.ts';
import { countryOf, emailOf, timeZoneOf } from './flagged-values.ts';

/** app/uninstalled: whatever else the body says of the shop, it names it. */
export const readUninstalled = reading(uninstalledPayload, (payload) =>
  shopChanged({ kind: 'uninstalled', named: namedBy(payload) }),
);

/** app/scopes_update. */
export const readScopes = reading(scopesPayload, ({ current, shop_id }) =>
  shopChanged({ kind: 'scopes', named: { domain: null, number: idDigits(shop_id) }, current }),
);

/** shop/update. */
export const readShop = reading(shopPayload, (payload, delivery) =>
  shopChanged({
    kind: 'shop',
    named: namedBy(payload),
    name: payload.name,
    email: emailOf(delivery, 'email', payload.email),
    currency: payload.currency,
    timeZone: timeZoneOf(delivery, 'iana_timezone', payload.iana_timezone),
    country: countryOf(delivery, 'country_code', payload.country_code),
    isDevelopment: payload.plan_name === null ? null : DEVELOPMENT_PLANS.has(payload.plan_name),
  }),
);

/** Plans of stores in which nothing is sold. */
const DEVELOPMENT_PLANS = new Set(['partner_test', 'affiliate']);

/** app_subscriptions/update: nothing is withheld from anybody, so nothing follows. */
export const readSubscription = reading(subscriptionPayload, () => happened());

/** bulk_operations/finish: the import asks Shopify itself how its operation went. */
export const readBulkFinished = reading(bulkFinishedPayload, () => happened());

/** A compliance topic: the request in Shopify's own words, for whoever has to carry it out and to prove it. */
export function readDuty(topic: keyof typeof COMPLIANCE_PAYLOADS): Reader {
  return reading<ComplianceBody>(COMPLIANCE_PAYLOADS[topic], (request) => {
    const named = { domain: request.shop_domain, number: idDigits(String(request.shop_id)) };
    return shopChanged({ kind: 'duty', named, topic, request });
  });
}

type ComplianceBody = { shop_domain: string; shop_id: string | number };

function namedBy(shop: { id: string; myshopify_domain?: string | null | undefined }): NamedShop {
  return { domain: shop.myshopify_domain ?? null, number: idDigits(shop.id) };
}
