import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { StoreRoute } from './routes.ts';

export type TokenOptions = {
  apiKey: string;
  apiSecret: string;
  shopDomain: string;
  scopes: string;
};

export type TokenRegistry = {
  issue(): TokenAnswer;
  /** A refresh token works once. */
  refresh(refreshToken: string): TokenAnswer | undefined;
  isValid(accessToken: string): boolean;
  /** From now on no token issued before is good, as after an uninstallation. */
  revokeAll(): void;
};

export type TokenAnswer = {
  access_token: string;
  scope: string;
  expires_in: number;
  refresh_token: string;
  refresh_token_expires_in: number;
};

const ACCESS_S = 3_600;
const REFRESH_S = 90 * 24 * 3_600;

const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';

const Claims = z.object({
  sub: z.string(),
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number(),
});

const Grant = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('urn:ietf:params:oauth:grant-type:token-exchange'),
    client_id: z.string(),
    client_secret: z.string(),
    subject_token: z.string(),
    requested_token_type: z.enum([OFFLINE, ONLINE]),
    expiring: z.enum(['0', '1']),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: z.string(),
    client_secret: z.string(),
    refresh_token: z.string(),
  }),
]);

/** Issues expiring offline tokens. They carry their own proof, so they outlive a restart of the store. */
export function tokenRegistry(options: TokenOptions, now: () => number = Date.now): TokenRegistry {
  const spent = new Set<string>();
  let notBefore = 0;

  const seal = (text: string) =>
    createHmac('sha256', options.apiSecret).update(`token:${text}`).digest('hex');
  const mint = (kind: string, lifetimeS: number) => {
    const text = `${kind}_${now()}_${now() + lifetimeS * 1_000}_${randomUUID().slice(0, 8)}`;
    return `${text}_${seal(text)}`;
  };
  const isGenuine = (kind: string, token: string) => {
    const [prefix, issuedAt, expiresAt, nonce, proof] = token.split('_');
    return (
      prefix === kind &&
      same(proof ?? '', seal(`${prefix}_${issuedAt}_${expiresAt}_${nonce}`)) &&
      Number(issuedAt) >= notBefore &&
      Number(expiresAt) > now()
    );
  };
  const issue = (): TokenAnswer => ({
    access_token: mint('shpat', ACCESS_S),
    scope: options.scopes,
    expires_in: ACCESS_S,
    refresh_token: mint('shprt', REFRESH_S),
    refresh_token_expires_in: REFRESH_S,
  });

  return {
    issue,
    refresh(refreshToken) {
      if (spent.has(refreshToken) || !isGenuine('shprt', refreshToken)) return undefined;
      spent.add(refreshToken);
      return issue();
    },
    isValid: (accessToken) => isGenuine('shpat', accessToken),
    revokeAll() {
      notBefore = now() + 1;
    },
  };
}

/** POST /admin/oauth/access_token: token exchange and refresh. */
export function oauthRoute(
  options: TokenOptions,
  tokens: TokenRegistry,
  now: () => number = Date.now,
): StoreRoute {
  return async (request, url) => {
    if (url.pathname !== '/admin/oauth/access_token') return undefined;
    if (request.method !== 'POST') return refuse('invalid_request', 'Only POST is answered here.');
    const grant = Grant.safeParse(await request.json());
    if (!grant.success) return refuse('invalid_request', z.prettifyError(grant.error));
    const { client_id: clientId, client_secret: clientSecret } = grant.data;
    if (clientId !== options.apiKey || !same(clientSecret, options.apiSecret)) {
      return refuse('invalid_client', 'The client id or secret is not that of the app.');
    }
    if (grant.data.grant_type === 'refresh_token') {
      const answer = tokens.refresh(grant.data.refresh_token);
      return answer
        ? Response.json(answer)
        : refuse('invalid_grant', 'The refresh token is unknown, spent or expired.');
    }
    const { subject_token: token, requested_token_type: type, expiring } = grant.data;
    const problem = sessionTokenProblem(token, options, now());
    if (problem !== undefined) return refuse('invalid_subject_token', problem);
    if (type === ONLINE) return Response.json(onlineAnswer(token, tokens.issue()));
    return expiring === '1'
      ? Response.json(tokens.issue())
      : refuse('invalid_request', 'The app asks for offline tokens that expire.');
  };
}

/** What a token exchange returns of the staff member: the first of them owns the account. */
function onlineAnswer(token: string, { access_token, scope, expires_in }: TokenAnswer): object {
  const [, body = ''] = token.split('.');
  const { sub } = Claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return {
    access_token,
    scope,
    expires_in,
    associated_user_scope: scope,
    associated_user: {
      id: Number(sub),
      first_name: 'Robin',
      last_name: `Fell ${sub}`,
      email: `robin.${sub}@fern.example`,
      email_verified: true,
      account_owner: sub === '1',
      locale: 'en',
      collaborator: false,
    },
  };
}

/** Why a session token is not good, or undefined when it is. */
function sessionTokenProblem(
  token: string,
  options: TokenOptions,
  nowMs: number,
): string | undefined {
  const [head, body, signature] = token.split('.');
  const expected = createHmac('sha256', options.apiSecret)
    .update(`${head}.${body}`)
    .digest('base64url');
  if (!body || !same(signature ?? '', expected))
    return 'The session token is not signed with the secret of the app.';
  const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (!claims.success) return z.prettifyError(claims.error);
  const shopUrl = `https://${options.shopDomain}`;
  if (claims.data.aud !== options.apiKey) return 'The session token is for another app.';
  if (claims.data.dest !== shopUrl || claims.data.iss !== `${shopUrl}/admin`)
    return 'The session token is of another shop.';
  if (claims.data.exp * 1_000 <= nowMs || claims.data.nbf * 1_000 > nowMs + 5_000)
    return 'The session token is not valid now.';
  return undefined;
}

function refuse(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}

function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
