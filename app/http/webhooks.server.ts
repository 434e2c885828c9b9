import type { Logger } from 'pino';
import { isDataRefused } from '#app/platform/db.server.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';
import type { Intake } from '#app/events/inbox/intake.server.ts';
import { isAuthentic } from '#app/events/inbox/verify-delivery.server.ts';
import { TOPICS } from '#app/events/topics/registry.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY, SECOND } from '#app/lib/duration.ts';
import { isShopDomain } from '#app/lib/shop-domain.ts';
import type { ShopDirectory } from '#app/shopify/shop-directory.server.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { readBody } from './read-body.ts';

const MOST_BYTES = 2 * 1024 * 1024;
/** Shopify waits five seconds for an answer, the way there and back included. */
const RESPONSE_TIMEOUT_MS = 3.5 * SECOND;
/** How far Shopify's clock and ours may be apart. */
const FUTURE_MS = DAY;
/** Ours alone. The header is not signed, so a captured delivery could come back under such a name. */
const OWN_TOPIC = /^(tendril|storefront|api)\//i;
/** How keys of deliveries begin that we make ourselves; under one of them a webhook would count as known. */
const OWN_KEY = /^(tendril|storefront|api|replay|import):/i;

export type WebhookServices = {
  clock: Clock;
  intake: Intake;
  shops: ShopDirectory;
  logger: Logger;
  /** The app's secrets that are good now: after a rotation there are two. */
  apiSecrets: readonly string[];
};

/**
 * Takes one webhook of any topic: checks the signature over the raw bytes, stores the delivery and answers.
 * Nothing is parsed here; a delivery that cannot be used is quarantined later, never refused, because Shopify
 * would only send the same bytes again.
 */
export async function webhooksHandler(
  request: Request,
  services: WebhookServices,
): Promise<Response> {
  try {
    return await take(request, services);
  } catch (error) {
    if (!(error instanceof BodyDroppedError)) throw error;
    return respond(503, error.message, { 'Retry-After': '1' });
  }
}

async function take(request: Request, services: WebhookServices): Promise<Response> {
  if (request.method !== 'POST') return respond(405, 'Send webhooks with POST.', { Allow: 'POST' });
  const { headers } = request;
  const signature = headers.get('x-shopify-hmac-sha256');
  const topic = headers.get('x-shopify-topic');
  const domain = headers.get('x-shopify-shop-domain');
  const webhookId = headers.get('x-shopify-webhook-id');
  if (!signature || !topic || !domain || !webhookId)
    return respond(400, 'A Shopify webhook header is missing.');
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return respond(413, 'The body is larger than 2 MB.');
  // Checked before the signature, so that the response reveals nothing of it.
  if (!beginsAsWebhook(body)) return respond(400, 'A webhook is a JSON object or list.');
  if (!isAuthentic(body, signature, services.apiSecrets))
    return respond(401, 'The signature does not match.');
  if (!isShopDomain(domain) || !isShopifyDelivery(topic, webhookId))
    return respond(400, 'A header is not in the expected form.');
  const receivedAt = services.clock.now();
  const triggeredAt = parseTriggeredAt(headers.get('x-shopify-triggered-at'), receivedAt);
  const delivery = { key: webhookId, topic, receivedAt, triggeredAt, body };
  try {
    return await withTimeout(store(domain, delivery, services));
  } catch (error) {
    services.logger.error({ shop: domain, topic, webhookId, err: error }, 'webhook not stored');
    // Sent again it would be refused again.
    if (isDataRefused(error)) return respond(400, 'A header is not in the expected form.');
    return respond(503, 'Not stored. Please send it again.', { 'Retry-After': '5' });
  }
}

/**
 * The app's secret also signs session tokens, launches of the app and proxied requests, all of them shown to
 * people. None of those texts begins as JSON does; a webhook always does.
 */
function beginsAsWebhook(body: Uint8Array): boolean {
  return body[0] === 0x7b || body[0] === 0x5b;
}

function isShopifyDelivery(topic: string, webhookId: string): boolean {
  const isShort = topic.length <= 100 && webhookId.length <= 200;
  return isShort && !OWN_TOPIC.test(topic) && !OWN_KEY.test(webhookId);
}

async function store(
  domain: string,
  delivery: Delivery,
  { shops, intake }: WebhookServices,
): Promise<Response> {
  const shop = await shops.find(domain);
  if (!shop || (!shop.installed && !TOPICS.get(delivery.topic)?.isSentAfterUninstall)) {
    await shops.countDropped(domain);
    return respond(200, 'Not installed.');
  }
  await intake.store(shop.id, delivery);
  return respond(200, 'Stored.');
}

/**
 * After Shopify's own timeout no response would arrive. What is stored after that all the same comes
 * again and counts once.
 */
async function withTimeout(stored: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The database did not answer in time.'));
    }, RESPONSE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([stored, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Null for none, and for one that cannot be: the header is not signed, and the database takes not every year. */
function parseTriggeredAt(header: string | null, receivedAt: number): number | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return ms >= 0 && ms <= receivedAt + FUTURE_MS ? ms : null;
}

function respond(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}
