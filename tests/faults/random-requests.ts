import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Chance } from '#tests/demo/chance.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { API_KEY, API_SECRET } from '#tests/stack/stack.ts';
import { signedProxyQuery } from '#tests/store/front/proxy-signature.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { hook } from './caller.ts';
import { mutated } from './hostile.ts';

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
const DOORS = ['webhooks', 'pixel', 'api/events', 'proxy', 'u', 'l', 'health', 'ready'];
const METHODS = ['GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';

/** What stands where a sender of sense writes an id, a number or a word. */
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

/** A random request over all doors and pages; about one in thirty asks a page as signed-in staff. */
export function randomRequest(known: Known, chance: Chance): RawRequest {
  const kind = chance.between(0, 29);
  if (kind === 0) return staffRequest(known, chance);
  if (kind < 8) return doorRequest(chance);
  if (kind < 12) return pageRequest(chance);
  if (kind < 17) return signedWebhook(known, chance);
  if (kind < 21) return pixelBatch(known, chance);
  if (kind < 26) return proxied(known, chance);
  return reported(known, chance);
}

/** By staff of the known shop, with a right session token and ids of anybody. */
function staffRequest(known: Known, chance: Chance): RawRequest {
  const { route, path } = chance.pick(PAGES);
  const nowMs = Date.now();
  const token = sessionToken({ shop: known.shop, apiKey: API_KEY, apiSecret: API_SECRET, nowMs });
  const query = form(known.ids, chance);
  if (chance.happens(0.7)) query.set('_data', route);
  const method = chance.happens(0.5) ? 'GET' : 'POST';
  return {
    method,
    path: `${filled(path, known.ids, chance)}?${query.toString()}`,
    headers: {
      authorization: `Bearer ${token}`,
      'user-agent': BROWSER,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: method === 'GET' ? '' : form(known.ids, chance).toString(),
  };
}

function doorRequest(chance: Chance): RawRequest {
  const rest = Array.from({ length: chance.between(0, 3) }, () => segment(chance));
  return {
    method: chance.pick(METHODS),
    path: `/${[chance.pick(DOORS), ...rest].join('/')}${chance.happens(0.4) ? `?${form([], chance).toString()}` : ''}`,
    headers: headers(chance),
    body: body(chance),
  };
}

function pageRequest(chance: Chance): RawRequest {
  const path = filled(chance.pick(PAGES).path, [], chance);
  const query = form([], chance);
  if (chance.happens(0.5)) query.set('shop', segment(chance));
  if (chance.happens(0.3)) query.set('id_token', token(chance));
  return {
    method: chance.pick(METHODS),
    path: `${chance.happens(0.1) ? `${path}/..;/${segment(chance)}` : path}?${query.toString()}`,
    headers: headers(chance),
    body: body(chance),
  };
}

function signedWebhook({ shop }: Known, chance: Chance): RawRequest {
  const topics = ['orders/create', 'carts/update', 'customers/update', 'checkouts/update'];
  const { headers: signed = {}, body: text = '' } = hook({
    topic: chance.happens(0.8) ? chance.pick(topics) : `odd/${segment(chance).slice(0, 40)}`,
    shop,
    id: chance.uuid(),
    body: mutated(orderPayload(), chance),
  });
  const present = Object.entries(signed).filter(([, value]) => typeof value === 'string');
  return {
    method: 'POST',
    path: '/webhooks',
    headers: Object.fromEntries(present.map(([name, value]) => [name, printable(String(value))])),
    body: text,
  };
}

function pixelBatch({ pixelKey }: Known, chance: Chance): RawRequest {
  return {
    method: 'POST',
    path: `/pixel/${chance.happens(0.8) ? pixelKey : segment(chance)}`,
    headers: { 'content-type': 'text/plain', 'x-forwarded-for': addressOf(chance) },
    body: mutated(storefrontBatch({ batch: chance.uuid(), visitor: chance.uuid() }), chance),
  };
}

/** What a shopper sends through the shop's own proxy, which signs whatever it is. */
function proxied({ shop }: Known, chance: Chance): RawRequest {
  const method = chance.happens(0.5) ? 'GET' : 'POST';
  const ends =
    method === 'GET' ? ['banner', segment(chance)] : ['application', `banner/${chance.uuid()}`];
  const visit = { shop, customerId: '', pathPrefix: '/apps/tendril', nowMs: Date.now() };
  const query = new URLSearchParams({ visitor: chance.uuid() });
  if (chance.happens(0.5))
    query.set(chance.pick(['cart', 'product', 'visitor', 'x']), segment(chance));
  const signed = signedProxyQuery(query, visit, API_SECRET);
  return {
    method,
    path: `/proxy/${chance.pick(ends)}?${signed.toString()}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `${addressOf(chance)}, 203.0.113.9`,
    },
    body: method === 'GET' ? '' : form([], chance).toString(),
  };
}

function reported({ apiKey }: Known, chance: Chance): RawRequest {
  const report = { id: chance.uuid(), type: 'ticket.opened', at: new Date().toISOString() };
  return {
    method: 'POST',
    path: '/api/events',
    headers: {
      authorization: `Bearer ${chance.happens(0.7) ? apiKey : segment(chance)}`,
      'content-type': 'application/json',
      'x-forwarded-for': addressOf(chance),
    },
    body: mutated({ ...report, email: 'fuzz@example.com', data: {} }, chance),
  };
}

/** So many that limits of one address stop none of them. */
function addressOf(chance: Chance): string {
  return `198.51.${String(chance.between(0, 255))}.${String(chance.between(0, 255))}`;
}

function filled(path: string, ids: readonly string[], chance: Chance): string {
  return path.replace(/\$\w*/g, () =>
    ids.length > 0 && chance.happens(0.7) ? encodeURIComponent(chance.pick(ids)) : segment(chance),
  );
}

function form(ids: readonly string[], chance: Chance): URLSearchParams {
  const fields = new URLSearchParams();
  for (let count = chance.between(0, 4); count > 0; count -= 1) {
    const name = chance.pick([...FIELDS, ...MORE_FIELDS]);
    const values = name === 'intent' ? [...INTENTS, ...MORE_INTENTS] : [...ids, ...ODD_TEXTS];
    fields.append(name, chance.pick(values));
  }
  return fields;
}

function headers(chance: Chance): Record<string, string> {
  const names = ['authorization', 'content-type', 'origin', 'cookie', 'x-forwarded-for', 'accept'];
  return Object.fromEntries(
    names
      .filter(() => chance.happens(0.3))
      .map((name) => [
        name,
        name === 'authorization' ? `Bearer ${token(chance)}` : printable(text(chance)),
      ]),
  );
}

function token(chance: Chance): string {
  const part = () =>
    Buffer.from(JSON.stringify({ alg: 'none', dest: text(chance) })).toString('base64url');
  return chance.happens(0.5) ? `${part()}.${part()}.${part()}` : printable(text(chance));
}

function body(chance: Chance): string {
  return chance.happens(0.5) ? form([], chance).toString() : mutated({ a: 1, b: [{}] }, chance);
}

function text(chance: Chance): string {
  return chance.pick(ODD_TEXTS);
}

/** Text in a path: some escaped as it should be, some as it comes, as far as HTTP lets it through. */
function segment(chance: Chance): string {
  const odd = text(chance);
  return chance.happens(0.5) ? encodeURIComponent(odd.replace('\ud800', '')) : printable(odd);
}

/** What Node's client sends in a request line or a header. */
function printable(value: string): string {
  return value.replace(/[^\x21-\x7e]/g, '');
}
