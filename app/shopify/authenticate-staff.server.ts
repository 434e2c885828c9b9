import type { AppLoadContext } from '@remix-run/node';
import { realClock } from '#app/platform/clock.server.ts';
import type { AdminClient } from './admin-client.ts';
import { admitAdminRequest } from './admit-admin-request.server.ts';
import { installShop, shopIdOf } from './install.server.ts';
import { findInstalledShop } from './store/shops.server.ts';

/**
 * The staff member of a request, after Shopify's session token was checked. Times in the shop's zone, money in its
 * currency.
 */
export type StaffVisit = {
  shop: {
    id: string;
    domain: string;
    name: string;
    currency: string;
    timeZone: string;
    storefrontUrl: string;
  };
  /** Shopify's id of the member of staff, for the audit log. */
  staffId: string;
  admin: AdminClient;
};

/**
 * Says which member of which shop's staff asks. Admin pages call `authenticateAdmin`, which asks here first.
 * @throws a Response, as Shopify's library does: 401 with a retry header for a stale token, a redirect to
 *   the bounce page for a document without one, 410 for bots
 */
export async function authenticateStaff(
  request: Request,
  context: AppLoadContext,
): Promise<StaffVisit> {
  const { services } = context;
  const { environment, apiSecrets, shopify, shopifyBySecret } = services;
  const audience = { apiKey: environment.SHOPIFY_API_KEY, apiSecrets };
  const secret = admitAdminRequest(request, audience, realClock.now());
  // The library knows one secret. While it is rotated, Shopify may still sign with the one before.
  const library = (secret === null ? undefined : shopifyBySecret.get(secret)) ?? shopify;
  const { session, sessionToken } = await library.authenticate.admin(request);
  const domain = session.shop;
  const admin = services.adminOf(domain);
  const shopId = shopIdOf(domain);
  let row = await findInstalledShop(services.pool, shopId);
  if (row === null) {
    // The token was stored but the installation broke off after it, or the row is of an earlier one.
    await installShop(services.pool, admin, services.clock.now());
    row = await findInstalledShop(services.pool, shopId);
  }
  if (row === null)
    throw new Error(`The row of ${domain} is missing right after its installation.`);
  return {
    shop: {
      id: shopId,
      domain,
      name: row.name,
      currency: row.currency,
      timeZone: row.timeZone,
      storefrontUrl: row.storefrontUrl,
    },
    staffId: sessionToken.sub,
    admin,
  };
}
