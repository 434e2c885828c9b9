import { ApiVersion, RequestedTokenType, shopifyApi } from '@shopify/shopify-api';
import type { Environment } from '#app/platform/env.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import { signingSecret } from './session-token.server.ts';

/** A member of staff as Shopify describes them. */
export type StaffDescription = {
  name: string | null;
  email: string | null;
  /** Whether the shop's account with Shopify is theirs. */
  isAccountOwner: boolean;
};

/** Asks Shopify who the bearer of a session token is; null when it does not say. */
export type DescribeStaff = (
  shop: string,
  staffId: string,
  sessionToken: string,
) => Promise<StaffDescription | null>;

/**
 * Reads who a staff member is from the response to a token exchange. The online token in it is thrown away: the app acts
 * with the shop's own.
 * @param apiSecrets newest first; each token is exchanged with the one that it is signed with
 */
export function createDescribeStaff(
  environment: Pick<Environment, 'SHOPIFY_API_KEY' | 'SHOPIFY_APP_URL'>,
  apiSecrets: readonly [string, ...string[]],
  logger: Logger,
): DescribeStaff {
  const apiWith = (apiSecretKey: string) =>
    shopifyApi({
      apiKey: environment.SHOPIFY_API_KEY,
      apiSecretKey,
      hostName: new URL(environment.SHOPIFY_APP_URL).host,
      apiVersion: ApiVersion.October26,
      isEmbeddedApp: true,
    });
  const apis = new Map(apiSecrets.map((secret) => [secret, apiWith(secret)]));
  const newest = apiWith(apiSecrets[0]);
  return async (shop, staffId, sessionToken) => {
    try {
      const api = apis.get(signingSecret(sessionToken, apiSecrets) ?? '') ?? newest;
      const { session } = await api.auth.tokenExchange({
        shop,
        sessionToken,
        requestedTokenType: RequestedTokenType.OnlineAccessToken,
      });
      const user = session.onlineAccessInfo?.associated_user;
      if (user === undefined || String(user.id) !== staffId) return null;
      const name = `${user.first_name} ${user.last_name}`.trim().slice(0, 200);
      return {
        name: name || null,
        email: user.email.slice(0, 254) || null,
        isAccountOwner: user.account_owner,
      };
    } catch (error) {
      // The session token was checked before; only the name of the staff member stays unknown.
      const kind = error instanceof Error ? error.name : 'unknown';
      logger.warn({ shop, staffId, error: kind }, 'Shopify did not describe a member of staff');
      return null;
    }
  };
}
