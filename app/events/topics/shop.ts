import type { NamedShop } from '#app/events/shop-change.ts';
import { idDigits } from '#app/events/payloads/payload-values.ts';
import {
  bulkFinishedPayload,
  scopesPayload,
  shopPayload,
  subscriptionPayload,
  uninstalledPayload,
} from '#app/events/payloads/shop-payload.ts';
import { countryOf, emailOf, timeZoneOf } from '#app/events/payloads/optional-values.ts';
import { PURCHASE_FIELDS } from '#app/events/payloads/body-shape.ts';
import { parsedEvents, defineTopicHandler, shopChanged } from './topic-handler.ts';
import type { TopicRecord } from './topic-record.ts';

/** app/uninstalled: whatever else the body says of the shop, it names it. */
const readUninstalled = defineTopicHandler(uninstalledPayload, (payload) =>
  shopChanged({ kind: 'uninstalled', named: namedBy(payload) }),
);

/** app/scopes_update. */
const readScopes = defineTopicHandler(scopesPayload, ({ current, shop_id }) =>
  shopChanged({ kind: 'scopes', named: { domain: null, number: idDigits(shop_id) }, current }),
);

/** shop/update. */
const readShop = defineTopicHandler(shopPayload, (payload, delivery) =>
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
const readSubscription = defineTopicHandler(subscriptionPayload, () => parsedEvents());

/** bulk_operations/finish: the import asks Shopify itself how its operation went. */
const readBulkFinished = defineTopicHandler(bulkFinishedPayload, () => parsedEvents());

function namedBy(shop: { id: string; myshopify_domain?: string | null | undefined }): NamedShop {
  return { domain: shop.myshopify_domain ?? null, number: idDigits(shop.id) };
}

export const uninstalledTopic: TopicRecord = {
  names: ['app/uninstalled'],
  handler: readUninstalled,
  subscription: 'topic',
  origin: 'the shop',
  shape: {
    object: null,
    has: ['name', 'currency', 'myshopify_domain'],
    lacks: [...PURCHASE_FIELDS, 'shop_domain'],
  },
  isIrregular: true,
  isSentAfterUninstall: true,
};

export const scopesTopic: TopicRecord = {
  names: ['app/scopes_update'],
  handler: readScopes,
  subscription: 'topic',
  origin: 'the shop',
  shape: { object: null, has: ['shop_id', 'previous', 'current'] },
  isIrregular: true,
};

export const shopTopic: TopicRecord = {
  names: ['shop/update'],
  handler: readShop,
  subscription: 'topic',
  origin: 'the shop',
  shape: { object: null, lacks: [...PURCHASE_FIELDS, 'shop_domain'] },
  isIrregular: true,
};

export const subscriptionTopic: TopicRecord = {
  names: ['app_subscriptions/update'],
  handler: readSubscription,
  subscription: 'topic',
  origin: 'the shop',
  isIrregular: true,
};

export const bulkFinishedTopic: TopicRecord = {
  names: ['bulk_operations/finish'],
  handler: readBulkFinished,
  subscription: 'topic',
  origin: 'the shop',
  shape: { object: 'BulkOperation', has: ['status'] },
  isIrregular: true,
};
