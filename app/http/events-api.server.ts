import type { Logger } from 'pino';
import { isDataRefused } from '#app/platform/db.server.ts';
import type { ApiKeyholder } from '#app/events/api/api-keys.server.ts';
import type { EventsApi } from '#app/events/api/events-api.server.ts';
import type { Delivery } from '#app/events/inbox/delivery.ts';
import type { Intake } from '#app/events/inbox/intake.server.ts';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import {
  readReport,
  REPORTED_TOPIC,
  type FieldFault,
  type ReportedEvent,
} from '#app/events/api/reported-event.ts';
import type { Clock } from '#app/lib/clock.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import type { ClientAddresses } from './client-address.ts';
import { readBody } from './read-body.ts';

export type EventsApiServices = { clock: Clock; intake: Intake; logger: Logger; api: EventsApi };

const MOST_BYTES = 64 * 1024;
const MOST_EVENTS = 100;
const FUTURE_MS = 5 * MINUTE;

type ReportOutcome =
  | { status: 202; body: { accepted: number } }
  | { status: 400; body: { error: string; fields: FieldFault[] } };

/**
 * POST /api/events: events of help desks, review apps and other programs of a shop, one or a list of them,
 * with the shop's key as bearer token. See docs/guide/events-api.md.
 */
export async function eventsApiHandler(
  request: Request,
  services: EventsApiServices,
  client: ClientAddresses,
): Promise<Response> {
  const { api, logger } = services;
  if (new URL(request.url).pathname !== '/api/events') return refuse(404, 'not_found');
  if (request.method !== 'POST') return refuse(405, 'method_not_allowed', { Allow: 'POST' });
  try {
    const addressWait = await api.perAddress.take(client.direct);
    if (addressWait > 0) return tooMany(addressWait);
    const key = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const keyholder = key === undefined ? null : await api.check(key);
    if (!keyholder) return refuse(401, 'unauthorized', { 'WWW-Authenticate': 'Bearer' });
    const keyWait = await api.perKey.take(keyholder.keyId);
    if (keyWait > 0) return tooMany(keyWait);
    const shopWait = await api.perShop.take(keyholder.shopId);
    if (shopWait > 0) return tooMany(shopWait);
    const body = await readBody(request, MOST_BYTES);
    if (body === null) return refuse(413, 'too_large');
    const { status, body: answer } = await take(body, keyholder, services);
    return Response.json(answer, { status });
  } catch (error) {
    if (error instanceof BodyDroppedError)
      return refuse(503, 'unavailable', { 'Retry-After': '1' });
    logger.error({ err: error }, 'reported events not stored');
    if (isDataRefused(error)) return refuse(400, 'invalid');
    return refuse(503, 'unavailable', { 'Retry-After': '5' });
  }
}

async function take(
  bytes: Uint8Array,
  { shopId }: ApiKeyholder,
  { clock, intake }: EventsApiServices,
): Promise<ReportOutcome> {
  const parsed = parseBody(bytes);
  if (parsed.outcome === 'unusable') return invalid({ field: 'body', message: 'expected JSON' });
  const list: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  if (list.length === 0 || list.length > MOST_EVENTS)
    return invalid({ field: 'body', message: `expected 1 to ${String(MOST_EVENTS)} events` });
  const now = clock.now();
  const events: ReportedEvent[] = [];
  const faults: FieldFault[] = [];
  list.forEach((value, place) => {
    const where = Array.isArray(parsed.value) ? `${String(place)}.` : '';
    const read = readReport(value);
    if (read.outcome === 'invalid')
      faults.push(...read.faults.map((fault) => ({ ...fault, field: where + fault.field })));
    else if (read.event.at > now + FUTURE_MS)
      faults.push({ field: `${where}at`, message: 'expected a time that has come' });
    else events.push(read.event);
  });
  // All or nothing: a caller that retries after a fault sends the same events, and they count once.
  if (faults.length > 0) return invalid(...faults);
  await Promise.all(events.map((event) => intake.store(shopId, deliveryOf(event, now))));
  return { status: 202, body: { accepted: events.length } };
}

function deliveryOf(event: ReportedEvent, now: number): Delivery {
  return {
    key: `api:${event.type}:${event.id}`,
    topic: REPORTED_TOPIC,
    receivedAt: now,
    triggeredAt: event.at,
    body: Buffer.from(JSON.stringify({ ...event, at: new Date(event.at).toISOString() })),
  };
}

function invalid(...fields: FieldFault[]): ReportOutcome {
  return { status: 400, body: { error: 'invalid', fields } };
}

function tooMany(seconds: number): Response {
  return refuse(429, 'too_many', { 'Retry-After': String(seconds) });
}

function refuse(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers });
}
