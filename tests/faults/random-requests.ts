import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomSource } from '#tests/demo/random-source.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { API_KEY, API_SECRET } from '#tests/stack/stack.ts';
import { signedProxyQuery } from '#tests/store/front/proxy-signature.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { webhookCall } from './caller.ts';
import { mutatePayload } from './hostile.ts';

/** A request with its path as it goes over the wire, whatever a URL parser would make of it. */
export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
};

/** What the sender of random requests knows. */
export type Known = {
  /** The shop whose staff it is, or pretends to be. */
  shop: string;
  pixelKey: string;
  apiKey: string;
  /** Ids of its own shop and of another; the other's must open nothing. */
  ids: readonly string[];
};

const ROUTES = join(import.meta.dirname, '../../app/routes');
const HANDLER_PATHS = ['webhooks', 'pixel', 'api/events', 'proxy', 'u', 'l', 'health', 'ready'];
const METHODS = ['GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';

/** Texts in places where a real sender writes an id, a number or a word. */
const ODD_TEXTS: readonly string[] = [
  '',
  'null',
  '0',
  '-1',
  '1e309',
  '9'.repeat(400),
  'NaN',
  '%00',
  '%',
  '%2e%2e',
  '..',
  '\\',
  "'; drop table profile; --",
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  'gid://shopify/Customer/1',
  '2026-13-45',
  '\ud800',
  'x'.repeat(3_000),
];
const FIELDS = ['intent', 'id', 'key', 'q', 'sort', 'page', 'cursor', 'predicate', 'model', 'at'];
const MORE_FIELDS = ['name', 'note', 'reason', 'state', 'staff', 'role', 'from', 'to', 'version'];
const INTENTS = ['save', 'archive', 'restore', 'undo', 'approve', 'decline', 'retry', 'replay'];
const MORE_INTENTS = [
  'join',
  'split',
  'same',
  'start',
  'cancel',
  'renew',
  'revert',
  'learn',
  'tag',
];

/** The paths of all pages, with `$` where an id stands, and the route each belongs to. */
function pagePaths(): { route: string; path: string }[] {
  return readdirSync(ROUTES)
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => {
      const route = file.replace(/\.tsx$/, '');
      const segments = route.split('.').map((segment) => segment.replace(/_$/, ''));
      const named = segments.filter((segment) => segment !== '_index');
      return { route: `routes/${route}`, path: `/${named.join('/')}` };
    });
}

const PAGES = pagePaths();

/** A random request over all HTTP handlers and pages; about one in thirty requests a page as signed-in staff. */
export function randomRequest(known: Known, random: RandomSource): RawRequest {
  const kind = random.between(0, 29);
  if (kind === 0) return staffRequest(known, random);
  if (kind < 8) return handlerRequest(random);
  if (kind < 12) return pageRequest(random);
  if (kind < 17) return signedWebhook(known, random);
  if (kind < 21) return pixelBatch(known, random);
  if (kind < 26) return proxied(known, random);
  return reported(known, random);
}

/** By staff of the known shop, with a valid session token and ids of any shop. */
function staffRequest(known: Known, random: RandomSource): RawRequest {
  const { route, path } = random.pick(PAGES);
  const nowMs = Date.now();
  const token = sessionToken({ shop: known.shop, apiKey: API_KEY, apiSecret: API_SECRET, nowMs });
  const query = form(known.ids, random);
  if (random.happens(0.7)) query.set('_data', route);
  const method = random.happens(0.5) ? 'GET' : 'POST';
  return {
    method,
    path: `${filled(path, known.ids, random)}?${query.toString()}`,
    headers: {
      authorization: `Bearer ${token}`,
      'user-agent': BROWSER,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: method === 'GET' ? '' : form(known.ids, random).toString(),
  };
}

function handlerRequest(random: RandomSource): RawRequest {
  const rest = Array.from({ length: random.between(0, 3) }, () => segment(random));
  return {
    method: random.pick(METHODS),
    path: `/${[random.pick(HANDLER_PATHS), ...rest].join('/')}${random.happens(0.4) ? `?${form([], random).toString()}` : ''}`,
    headers: headers(random),
    body: body(random),
  };
}

function pageRequest(random: RandomSource): RawRequest {
  const path = filled(random.pick(PAGES).path, [], random);
  const query = form([], random);
  if (random.happens(0.5)) query.set('shop', segment(random));
  if (random.happens(0.3)) query.set('id_token', token(random));
  return {
    method: random.pick(METHODS),
    path: `${random.happens(0.1) ? `${path}/..;/${segment(random)}` : path}?${query.toString()}`,
    headers: headers(random),
    body: body(random),
  };
}

function signedWebhook({ shop }: Known, random: RandomSource): RawRequest {
  const topics = ['orders/create', 'carts/update', 'customers/update', 'checkouts/update'];
  const { headers: signed = {}, body: text = '' } = webhookCall({
    topic: random.happens(0.8) ? random.pick(topics) : `odd/${segment(random).slice(0, 40)}`,
    shop,
    id: random.uuid(),
    body: mutatePayload(orderPayload(), random),
  });
  const present = Object.entries(signed).filter(([, value]) => typeof value === 'string');
  return {
    method: 'POST',
    path: '/webhooks',
    headers: Object.fromEntries(present.map(([name, value]) => [name, printable(String(value))])),
    body: text,
  };
}

function pixelBatch({ pixelKey }: Known, random: RandomSource): RawRequest {
  return {
    method: 'POST',
    path: `/pixel/${random.happens(0.8) ? pixelKey : segment(random)}`,
    headers: { 'content-type': 'text/plain', 'x-forwarded-for': addressOf(random) },
    body: mutatePayload(storefrontBatch({ batch: random.uuid(), visitor: random.uuid() }), random),
  };
}

/** What a shopper sends through the shop's own proxy, which signs whatever it is. */
function proxied({ shop }: Known, random: RandomSource): RawRequest {
  const method = random.happens(0.5) ? 'GET' : 'POST';
  const ends =
    method === 'GET' ? ['banner', segment(random)] : ['application', `banner/${random.uuid()}`];
  const visit = { shop, customerId: '', pathPrefix: '/apps/tendril', nowMs: Date.now() };
  const query = new URLSearchParams({ visitor: random.uuid() });
  if (random.happens(0.5))
    query.set(random.pick(['cart', 'product', 'visitor', 'x']), segment(random));
  const signed = signedProxyQuery(query, visit, API_SECRET);
  return {
    method,
    path: `/proxy/${random.pick(ends)}?${signed.toString()}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `${addressOf(random)}, 203.0.113.9`,
    },
    body: method === 'GET' ? '' : form([], random).toString(),
  };
}

function reported({ apiKey }: Known, random: RandomSource): RawRequest {
  const report = { id: random.uuid(), type: 'ticket.opened', at: new Date().toISOString() };
  return {
    method: 'POST',
    path: '/api/events',
    headers: {
      authorization: `Bearer ${random.happens(0.7) ? apiKey : segment(random)}`,
      'content-type': 'application/json',
      'x-forwarded-for': addressOf(random),
    },
    body: mutatePayload({ ...report, email: 'fuzz@example.com', data: {} }, random),
  };
}

/** So many that limits of one address stop none of them. */
function addressOf(random: RandomSource): string {
  return `198.51.${String(random.between(0, 255))}.${String(random.between(0, 255))}`;
}

function filled(path: string, ids: readonly string[], random: RandomSource): string {
  return path.replace(/\$\w*/g, () =>
    ids.length > 0 && random.happens(0.7) ? encodeURIComponent(random.pick(ids)) : segment(random),
  );
}

function form(ids: readonly string[], random: RandomSource): URLSearchParams {
  const fields = new URLSearchParams();
  for (let count = random.between(0, 4); count > 0; count -= 1) {
    const name = random.pick([...FIELDS, ...MORE_FIELDS]);
    const values = name === 'intent' ? [...INTENTS, ...MORE_INTENTS] : [...ids, ...ODD_TEXTS];
    fields.append(name, random.pick(values));
  }
  return fields;
}

function headers(random: RandomSource): Record<string, string> {
  const names = ['authorization', 'content-type', 'origin', 'cookie', 'x-forwarded-for', 'accept'];
  return Object.fromEntries(
    names
      .filter(() => random.happens(0.3))
      .map((name) => [
        name,
        name === 'authorization' ? `Bearer ${token(random)}` : printable(text(random)),
      ]),
  );
}

function token(random: RandomSource): string {
  const part = () =>
    Buffer.from(JSON.stringify({ alg: 'none', dest: text(random) })).toString('base64url');
  return random.happens(0.5) ? `${part()}.${part()}.${part()}` : printable(text(random));
}

function body(random: RandomSource): string {
  return random.happens(0.5)
    ? form([], random).toString()
    : mutatePayload({ a: 1, b: [{}] }, random);
}

function text(random: RandomSource): string {
  return random.pick(ODD_TEXTS);
}

/** Text in a path: some escaped as it should be, some as it comes, as far as HTTP lets it through. */
function segment(random: RandomSource): string {
  const strange = text(random);
  return random.happens(0.5)
    ? encodeURIComponent(strange.replace('\ud800', ''))
    : printable(strange);
}

/** What Node's client sends in a request line or a header. */
function printable(value: string): string {
  return value.replace(/[^\x21-\x7e]/g, '');
}
