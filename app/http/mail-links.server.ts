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
  readVerificationToken,
  type Sealer,
} from '#app/messages/links/links.ts';
import { holdClick } from '#app/messages/links/hold-clicks.server.ts';
import { isAutomatedRequest } from '#app/messages/links/judge-clicks.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { readBody } from './read-body.ts';
import { findLinkedShop } from './store/shops.server.ts';
import { linkPage, PRIVATE_HEADERS } from './link-page.ts';
import { notOurLink } from './preference-page.ts';
import { readerLanguage } from './reader-language.ts';
import { followReaderLink } from './reader-links.server.ts';
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
      headers: { 'Retry-After': '1', ...PRIVATE_HEADERS },
    });
  }
}

async function answerLink(request: Request, services: MailLinkServices): Promise<Response> {
  try {
    return await routeLink(request, services);
  } catch (error) {
    services.logger.error({ err: error }, 'a link in a mail was not followed');
    return linkPage(503, tryAgainSoon(), { 'retry-after': '5' });
  }
}

async function routeLink(request: Request, services: MailLinkServices): Promise<Response> {
  const [, kind, token = '', ...rest] = new URL(request.url).pathname.split('/');
  const language = readerLanguage(null, request.headers.get('accept-language'));
  if (rest.length > 0 || token === '') return linkPage(404, notOurLink(language));
  if (kind === 'l')
    return request.method === 'GET' || request.method === 'HEAD'
      ? followMailLink(token, request, services)
      : methodNotAllowed('GET');
  if (kind !== 'u' && kind !== 'v') return linkPage(404, notOurLink(language));
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return kind === 'u'
        ? followReaderLink(token, request, services)
        : showVerification(token, services);
    case 'POST':
      return kind === 'u'
        ? followReaderLink(token, request, services)
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
  if (!claim || !shop) {
    const language = readerLanguage(null, request.headers.get('accept-language'));
    return linkPage(404, notOurLink(language));
  }
  if (request.method === 'GET' && !isAutomatedRequest(request.headers)) {
    await inShop(pool, claim.shopId, (client) => holdClick(client, claim, token, clock.now()));
  }
  return new Response(null, {
    status: 302,
    headers: { location: addressNow(claim.url, shop), ...PRIVATE_HEADERS },
  });
}

async function showVerification(
  token: string,
  { pool, clock, sealer }: MailLinkServices,
): Promise<Response> {
  const claim = readVerificationToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return linkPage(404, notOurVerification());
  const linked = await inShop(pool, claim.shopId, (client) =>
    linkedApplications(client, claim.shopId, claim.applicationId, clock.now()),
  );
  if (linked.outcome === 'verified') return linkPage(200, addressConfirmed(shop.name));
  return linked.applications.length > 0
    ? linkPage(200, verificationForm(shop, linked.applications))
    : linkPage(410, notOurVerification());
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
  if (!claim || !shop) return linkPage(404, notOurVerification());
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return linkPage(413, notOurVerification());
  const { shopId, applicationId: linkId } = claim;
  const chosen = chosenApplication(body);
  if (chosen === null) return linkPage(400, notOurVerification());
  const { outcome } = await inShop(pool, shopId, (client) =>
    verifyApplication(client, shopId, chosen, clock.now(), linkId),
  );
  return outcome === 'verified'
    ? linkPage(200, addressConfirmed(shop.name))
    : linkPage(410, notOurVerification());
}

function methodNotAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { allow } });
}
