import type { NamedShop } from '#app/events/shop-change.ts';
import { idDigits } from '#app/events/payloads/payload-values.ts';
import {
  bulkFinishedPayload,
  COMPLIANCE_PAYLOADS,
  scopesPayload,
  shopPayload,
  subscriptionPayload,
  uninstalledPayload,
} from '#app/events/payloads/shop-payload.ts';
import { countryOf, emailOf, timeZoneOf } from '#app/events/payloads/optional-values.ts';
import {
  parsedEvents,
  defineTopicHandler,
  shopChanged,
  type TopicHandler,
} from './topic-handler.ts';

/** app/uninstalled: whatever else the body says of the shop, it names it. */
export const readUninstalled = defineTopicHandler(uninstalledPayload, (payload) =>
  shopChanged({ kind: 'uninstalled', named: namedBy(payload) }),
);

/** app/scopes_update. */
export const readScopes = defineTopicHandler(scopesPayload, ({ current, shop_id }) =>
  shopChanged({ kind: 'scopes', named: { domain: null, number: idDigits(shop_id) }, current }),
);

/** shop/update. */
export const readShop = defineTopicHandler(shopPayload, (payload, delivery) =>
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

/** app_subscriptions/update: no feature depends on a plan, so nothing follows. */
export const readSubscription = defineTopicHandler(subscriptionPayload, () => parsedEvents());

/** bulk_operations/finish: the import asks Shopify itself how its operation went. */
export const readBulkFinished = defineTopicHandler(bulkFinishedPayload, () => parsedEvents());

/** A compliance topic: the request as Shopify sent it, to be carried out and proven. */
export function parseComplianceRequest(topic: keyof typeof COMPLIANCE_PAYLOADS): TopicHandler {
  return defineTopicHandler<ComplianceBody>(COMPLIANCE_PAYLOADS[topic], (request) => {
    const named = { domain: request.shop_domain, number: idDigits(String(request.shop_id)) };
    return shopChanged({ kind: 'compliance_request', named, topic, request });
  });
}

type ComplianceBody = { shop_domain: string; shop_id: string | number };

function namedBy(shop: { id: string; myshopify_domain?: string | null | undefined }): NamedShop {
  return { domain: shop.myshopify_domain ?? null, number: idDigits(shop.id) };
}
