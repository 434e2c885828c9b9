import { clientAddresses } from '#app/http/client-address.ts';
import { pixelHandler } from '#app/http/pixel.server.ts';
import { proxyHandler } from '#app/http/proxy.server.ts';
import { applicationForm } from '#tests/fixtures/applications.ts';
import { signedProxyQuery } from '#tests/store/front/proxy-signature.ts';
import { API_SECRET } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import type { Story } from '../case-environment.ts';
import type { StepOf, Visit } from '../words.ts';
import { recordAnswer } from './record-answer.ts';

/** A shopper of the shop, and Shopify's proxy behind which they are. */
const SHOPPER = '198.51.100.7';
const SHOPIFY_PROXY = '203.0.113.9';
/** Our own proxy, which stands before the web process. */
const OWN_PROXY = '10.0.0.1';
const DEFAULT_PREFIX = '/apps/tendril';
/** How long a shopper types where a situation does not say. */
const TYPING_SECONDS = 60;
const BROWSER_ACCEPTS = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** Asks for the banner of a visitor, as the theme's script does through Shopify's app proxy. */
export async function askForBanner(story: Story, visit: Visit): Promise<Response> {
  const { visitor, cart, product } = visit;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ visitor, cart, product }))
    if (value !== undefined) query.set(name, value);
  return await askProxy(story, 'banner', query, visit, { headers: new Headers() });
}

/** A visit to the storefront. */
export async function visitShop(story: Story, step: StepOf<'visit'>): Promise<void> {
  const answer = await askForBanner(story, step.visit);
  await recordAnswer(story, step.as, answer);
  await story.queue.drain();
}

/** The names of the form's fields by the stories' words. */
const FORM_FIELDS: Record<string, string> = { name: 'contact_name', hidden: 'leave_empty' };

/** Sends the wholesale form: with the theme's script, or as a browser does when none ran. */
export async function sendForm(story: Story, step: StepOf<'form'>): Promise<void> {
  const { openSeconds = TYPING_SECONDS } = step;
  const hasScript = openSeconds !== null;
  const started = hasScript ? String(Date.now() - openSeconds * 1_000) : '';
  const given = Object.entries(step.fields).map(([word, value]): [string, string] => [
    FORM_FIELDS[word] ?? word,
    value,
  ]);
  const sent = hasScript ? String(Date.now()) : '';
  const form = applicationForm({
    started_at: started,
    sent_at: sent,
    ...Object.fromEntries(given),
  });
  const headers = new Headers({ Accept: hasScript ? 'application/json' : BROWSER_ACCEPTS });
  if (step.forwardedFor !== undefined) headers.set('X-Forwarded-For', step.forwardedFor);
  const visit = step.customer === undefined ? {} : { customer: step.customer };
  const post = { method: 'POST', headers, body: new URLSearchParams(form) };
  const answer = await askProxy(story, 'application', new URLSearchParams(), visit, post);
  await recordAnswer(story, step.as, answer);
  await story.queue.drain();
}

async function askProxy(
  { shop, services }: Story,
  path: string,
  query: URLSearchParams,
  { customer = '', prefix = DEFAULT_PREFIX }: Visit,
  init: RequestInit & { headers: Headers },
): Promise<Response> {
  const url = new URL(`/proxy/${path}`, APP_URL);
  const visit = { shop: shop.domain, customerId: customer, pathPrefix: prefix, nowMs: Date.now() };
  url.search = signedProxyQuery(query, visit, API_SECRET).toString();
  return await proxyHandler(new Request(url, init), services, addressesOf(init.headers));
}

/** Sends a batch of the web pixel. */
export async function sendPixel(story: Story, step: StepOf<'pixel'>): Promise<void> {
  const { db, shop, services, queue } = story;
  const { rows } = await db.owner.query<{ key: string }>(
    'select pixel_key as key from shop where id = $1',
    [shop.id],
  );
  const body = JSON.stringify(step.batch);
  const headers = new Headers({ 'Content-Type': 'text/plain' });
  const request = new Request(`${APP_URL}/pixel/${rows[0]?.key ?? ''}`, {
    method: 'POST',
    headers,
    body,
  });
  await recordAnswer(story, step.as, await pixelHandler(request, services, addressesOf(headers)));
  await queue.drain();
}

function addressesOf(headers: Headers) {
  const forwardedFor = headers.get('x-forwarded-for') ?? `${SHOPPER}, ${SHOPIFY_PROXY}`;
  return clientAddresses({ socketAddress: OWN_PROXY, forwardedFor }, 1);
}
