import type { Logger } from 'pino';
import { isDataRefused } from '#app/platform/db.server.ts';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import {
  readBatch,
  STOREFRONT_TOPIC,
  type StorefrontBatch,
} from '#app/events/storefront/storefront-batch.ts';
import type { StorefrontIntake } from '#app/events/storefront/storefront-intake.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { createSlots } from '#app/platform/slots.ts';
import type { ClientAddresses } from './client-address.ts';
import { readBody } from './read-body.ts';

export type PixelServices = { clock: Clock; logger: Logger; storefront: StorefrontIntake };

const MOST_BYTES = 64 * 1024;
/**
 * Batches on their way into the database at once; each holds at most a body of 64 KB. One shop, whatever holds its
 * own up, leaves room for the others.
 */
const storing = createSlots({ inAll: 256, perKey: 64 });
const PATH = /^\/pixel\/([0-9a-f]{32})$/;

/** The pixel runs on the shop's pages and in a sandbox without an origin; no cookie is ever needed. */
const CORS = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' };
const PREFLIGHT = {
  ...CORS,
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Max-Age': '86400',
};

/**
 * Takes a batch of storefront events: POST /pixel/:key, JSON as application/json or text/plain. It is not
 * signed and the key is public, so all it can do is say what a browser did, see events/storefront-batch.
 */
export async function pixelHandler(
  request: Request,
  services: PixelServices,
  client: ClientAddresses,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT });
  if (request.method !== 'POST') return respond(405, { Allow: 'POST, OPTIONS' });
  const key = PATH.exec(new URL(request.url).pathname)?.[1];
  if (key === undefined) return respond(404);
  try {
    return await take(request, key, services, client);
  } catch (error) {
    if (error instanceof BodyDroppedError) return respond(503, { 'Retry-After': '1' });
    services.logger.error({ err: error }, 'storefront events not stored');
    if (isDataRefused(error)) return respond(400);
    return respond(503, { 'Retry-After': '5' });
  }
}

async function take(
  request: Request,
  key: string,
  { clock, storefront }: PixelServices,
  client: ClientAddresses,
): Promise<Response> {
  const { counts, perAddress, perShop } = storefront;
  const addressWait = await perAddress.take(client.direct);
  if (addressWait > 0) return tooMany(addressWait);
  const shopId = await storefront.shopOf(key);
  if (shopId === null) return respond(404);
  const now = clock.now();
  const shopWait = await perShop.take(shopId);
  if (shopWait > 0) {
    counts.add(shopId, 'limited', 1, now);
    return tooMany(shopWait);
  }
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return respond(413);
  const parsed = parseBody(body);
  const read = readBatch(parsed.outcome === 'parsed' ? parsed.value : undefined);
  if (read.outcome === 'malformed') {
    counts.add(shopId, 'malformed', 1, now);
    return respond(400);
  }
  const { batch } = read;
  counts.add(shopId, 'malformed', read.malformed, now);
  counts.add(shopId, 'outOfTime', read.outOfTime, now);
  if (!batch.consent.analytics || !batch.consent.marketing) {
    counts.add(shopId, 'withoutConsent', batch.events.length, now);
    return respond(204);
  }
  if (batch.events.length === 0) return respond(204);
  return await store(batch, shopId, now, storefront);
}

/** Only a body that is whole takes a slot: a sender that is slow, or pretends to be, keeps none from others. */
async function store(
  batch: StorefrontBatch,
  shopId: string,
  now: number,
  { counts, intake }: StorefrontIntake,
): Promise<Response> {
  const leave = storing.take(shopId);
  if (!leave) return respond(503, { 'Retry-After': '1' });
  try {
    await intake.store(shopId, {
      key: `storefront:${batch.visitor}:${batch.batch}`,
      topic: STOREFRONT_TOPIC,
      receivedAt: now,
      triggeredAt: now,
      body: stored(batch),
    });
  } finally {
    leave();
  }
  counts.add(shopId, 'taken', batch.events.length, now);
  return respond(204);
}

/** Only what was parsed is stored: what else the body carried never reaches the database. */
function stored(batch: StorefrontBatch): Uint8Array {
  return Buffer.from(JSON.stringify(batch));
}

function tooMany(seconds: number): Response {
  return respond(429, { 'Retry-After': String(seconds) });
}

function respond(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...CORS, ...headers } });
}
