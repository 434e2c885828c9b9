import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import {
  linkedApplications,
  verifyApplication,
} from '#app/applications/verify-application.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import {
  addressNow,
  readLinkToken,
  readUnsubscribeToken,
  readVerificationToken,
  type Sealer,
} from '#app/messages/links/links.ts';
import { holdClick, holdUnsubscribeOpened } from '#app/messages/links/hold-clicks.server.ts';
import { isAutomatedRequest } from '#app/messages/links/judge-clicks.ts';
import { unsubscribe } from '#app/messages/links/unsubscribe.server.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { readBody } from './read-body.ts';
import { findLinkedShop } from './store/shops.server.ts';
import {
  isPageForm,
  notOurLink,
  unsubscribed,
  unsubscribeForm,
  unsubscribeWording,
} from './unsubscribe-page.ts';
import { tryAgainSoon } from './plain-page.ts';
import {
  addressConfirmed,
  APPLICATION_FIELD,
  notOurVerification,
  verificationForm,
} from './verification-page.ts';

/** What the handler needs from the process around it. */
export type MailLinkServices = { pool: pg.Pool; clock: Clock; sealer: Sealer; logger: Logger };

/** The form and one-click clients send a few words; anything longer is not for us. */
const MOST_BYTES = 1_000;

/**
 * Links in mails: GET|POST /u/:token and /v/:token, and GET /l/:token. No cookie, script or Shopify session is
 * needed. GET /u/ and /v/ only show a page, because link scanners follow every link in a mail.
 */
export async function mailLinks(request: Request, services: MailLinkServices): Promise<Response> {
  try {
    return await answerLink(request, services);
  } catch (error) {
    if (!(error instanceof BodyDroppedError)) throw error;
    return new Response(error.message, {
      status: 503,
      headers: { 'Retry-After': '1', ...PRIVATE },
    });
  }
}

async function answerLink(request: Request, services: MailLinkServices): Promise<Response> {
  try {
    return await routeLink(request, services);
  } catch (error) {
    services.logger.error({ err: error }, 'a link in a mail was not followed');
    return page(503, tryAgainSoon(), { 'retry-after': '5' });
  }
}

async function routeLink(request: Request, services: MailLinkServices): Promise<Response> {
  const [, kind, token = '', ...rest] = new URL(request.url).pathname.split('/');
  if (rest.length > 0 || token === '') return page(404, notOurLink());
  if (kind === 'l')
    return request.method === 'GET' || request.method === 'HEAD'
      ? followMailLink(token, request, services)
      : methodNotAllowed('GET');
  if (kind !== 'u' && kind !== 'v') return page(404, notOurLink());
  const isUnsubscribe = kind === 'u';
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return isUnsubscribe ? showForm(token, request, services) : showVerification(token, services);
    case 'POST':
      return isUnsubscribe
        ? submitUnsubscribe(token, request, services)
        : confirmAddress(token, request, services);
    default:
      return methodNotAllowed('GET, POST');
  }
}

async function followMailLink(
  token: string,
  request: Request,
  { pool, clock, sealer }: MailLinkServices,
): Promise<Response> {
  const claim = readLinkToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return page(404, notOurLink());
  if (request.method === 'GET' && !isAutomatedRequest(request.headers)) {
    await inShop(pool, claim.shopId, (client) => holdClick(client, claim, token, clock.now()));
  }
  return new Response(null, {
    status: 302,
    headers: { location: addressNow(claim.url, shop), ...PRIVATE },
  });
}

async function showForm(
  token: string,
  request: Request,
  { pool, clock, sealer }: MailLinkServices,
): Promise<Response> {
  const claim = readUnsubscribeToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return page(404, notOurLink());
  if (request.method === 'GET') {
    await inShop(pool, claim.shopId, (client) => holdUnsubscribeOpened(client, claim, clock.now()));
  }
  return page(200, unsubscribeForm(shop.name, claim.address));
}

async function submitUnsubscribe(
  token: string,
  request: Request,
  services: MailLinkServices,
): Promise<Response> {
  const { pool, clock, sealer } = services;
  const claim = readUnsubscribeToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return page(404, notOurLink());
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return page(413, notOurLink());
  // The rest of the address is the person's own key to this page.
  const pageUrl = new URL('/u', request.url).href;
  const proof = isPageForm(new TextDecoder().decode(body))
    ? { source: 'page' as const, page: pageUrl, wording: unsubscribeWording(shop.name) }
    : { source: 'one-click' as const, page: null, wording: null };
  await inShop(pool, claim.shopId, (client) => unsubscribe(client, claim, proof, clock.now()));
  return page(200, unsubscribed(shop.name, claim.address));
}

async function showVerification(
  token: string,
  { pool, clock, sealer }: MailLinkServices,
): Promise<Response> {
  const claim = readVerificationToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return page(404, notOurVerification());
  const linked = await inShop(pool, claim.shopId, (client) =>
    linkedApplications(client, claim.shopId, claim.applicationId, clock.now()),
  );
  if (linked.outcome === 'verified') return page(200, addressConfirmed(shop.name));
  return linked.applications.length > 0
    ? page(200, verificationForm(shop, linked.applications))
    : page(410, notOurVerification());
}

/** The application that a form names; null when it names none that could be one. */
function chosenApplication(body: Uint8Array): string | null {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  return z.uuid().safeParse(form.get(APPLICATION_FIELD)).data ?? null;
}

async function confirmAddress(
  token: string,
  request: Request,
  { pool, clock, sealer }: MailLinkServices,
): Promise<Response> {
  const claim = readVerificationToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return page(404, notOurVerification());
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return page(413, notOurVerification());
  const { shopId, applicationId: linkId } = claim;
  const chosen = chosenApplication(body);
  if (chosen === null) return page(400, notOurVerification());
  const { outcome } = await inShop(pool, shopId, (client) =>
    verifyApplication(client, shopId, chosen, clock.now(), linkId),
  );
  return outcome === 'verified'
    ? page(200, addressConfirmed(shop.name))
    : page(410, notOurVerification());
}

/** The addresses carry a person's token: no cache, referrer or search engine shall keep them. */
const PRIVATE = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

function page(status: number, html: string, headers: Record<string, string> = {}): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      ...PRIVATE,
      ...headers,
    },
  });
}

function methodNotAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { allow } });
}
