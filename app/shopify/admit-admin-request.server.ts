import { isShopDomain } from '#app/lib/shop-domain.ts';
import { checkSessionToken, signingSecret, type TokenAudience } from './session-token.server.ts';

const BEARER = /^Bearer ([^\s,]+)$/;
/** Makes App Bridge fetch another token and repeat the request. */
const RETRY = { 'X-Shopify-Retry-Invalid-Session-Request': '1' };

/**
 * Stands before Shopify's library, whose own check of a token is weaker and fails with 500 on some: lets pass
 * what the library may decide on.
 * @param nowMs real time, epoch milliseconds
 * @returns the secret that the request's token is signed with, for the library; null without a token
 * @throws a Response: 401 for a token that is not good, a redirect to the landing page for a document that
 *   names neither a token nor a shop
 */
export function admitAdminRequest(
  request: Request,
  audience: TokenAudience,
  nowMs: number,
): string | null {
  if (request.method === 'OPTIONS') return null;
  const header = request.headers.get('authorization');
  if (header !== null) {
    const token = BEARER.exec(header)?.[1] ?? '';
    if (checkSessionToken(token, audience, nowMs).outcome !== 'valid') throw unauthorized(RETRY);
    return signingSecret(token, audience.apiSecrets);
  }
  const { searchParams } = new URL(request.url);
  const tokens = searchParams.getAll('id_token');
  // A document whose token is out of date goes to the page that fetches a fresh one.
  const isGood = ([token, ...others]: string[]) =>
    token === undefined ||
    (others.length === 0 && checkSessionToken(token, audience, nowMs).outcome !== 'refused');
  if (!isGood(tokens)) throw unauthorized({});
  if (!isShopDomain(searchParams.get('shop') ?? '') || !searchParams.get('host'))
    throw new Response(null, { status: 302, headers: { Location: '/' } });
  return signingSecret(tokens[0] ?? '', audience.apiSecrets);
}

function unauthorized(headers: Record<string, string>): Response {
  return new Response('Open Tendril again from the Apps menu of your store.', {
    status: 401,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}
