import type pg from 'pg';
import type { Logger } from 'pino';
import { submitApplication } from '#app/applications/submit-application.server.ts';
import type { AddressLimit } from '#app/applications/address-limit.server.ts';
import { inShop, isDataRefused } from '#app/platform/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { shopHosts } from '#app/messages/links/links.ts';
import { BannerReport } from '#app/onsite/banner-report.ts';
import type { Storefront } from '#app/onsite/choose-banner.ts';
import { guardProxyQuery, type ProxyEndpoint, type ProxyQuery } from '#app/onsite/proxy-guard.ts';
import type { ProxyLimits } from '#app/onsite/proxy-limits.server.ts';
import { isSignedByShopify } from '#app/onsite/proxy-signature.server.ts';
import { recordVisit } from '#app/onsite/record-visit.server.ts';
import { reportBanner } from '#app/onsite/report-banner.server.ts';
import { showBanner } from '#app/onsite/show-banner.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { fieldCounter, MOST_FIELDS } from '#app/platform/form-fields.ts';
import type { ClientAddresses } from './client-address.ts';
import {
  applicationResponse,
  acceptsHtml,
  responseOf,
  type ProxyResponse,
} from './proxy-response.ts';
import { readBody } from './read-body.ts';
import { findProxiedShop } from './store/shops.server.ts';

export type ProxyServices = {
  pool: pg.Pool;
  /** Simulated or real; what is stored carries its time. Signatures go by the machine's. */
  clock: Clock;
  /** The app's secrets that are good now: after a rotation there are two. */
  apiSecrets: readonly string[];
  addressLimit: AddressLimit;
  proxyLimits: ProxyLimits;
  logger: Logger;
};

const MOST_BYTES = 32 * 1024;
const BANNER_REPORT =
  /^\/proxy\/banner\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

type Route = { endpoint: ProxyEndpoint; method: 'GET' | 'POST'; bannerId: string };

/**
 * Takes what the storefront sends through Shopify's app proxy (`/proxy/*`) and answers JSON that no cache may keep, or a
 * page where a browser sent the form without a script. The query is trusted only after the guard and the signature; the body never is.
 */
export async function proxyHandler(
  request: Request,
  services: ProxyServices,
  client: ClientAddresses,
): Promise<Response> {
  const url = new URL(request.url);
  const route = routeOf(url.pathname);
  const asPage = route?.endpoint === 'application' && acceptsHtml(request);
  return responseOf(await handleRequest(request, url, route, services, client), asPage);
}

async function handleRequest(
  request: Request,
  url: URL,
  route: Route | null,
  services: ProxyServices,
  client: ClientAddresses,
): Promise<ProxyResponse> {
  if (!route) return respond(404, { outcome: 'not_found' });
  if (request.method !== route.method) {
    return respond(405, { outcome: 'method_not_allowed' }, { Allow: route.method });
  }
  const guard = guardProxyQuery(route.endpoint, url.searchParams, Date.now());
  if (guard.outcome === 'refused') {
    services.logger.info({ endpoint: route.endpoint, reason: guard.reason }, 'proxy query refused');
    return respond(400, { outcome: 'refused' });
  }
  if (!isSignedByShopify(guard.signedText, guard.signature, services.apiSecrets)) {
    return respond(401, { outcome: 'refused' });
  }
  const wait = await waitOf(services.proxyLimits, client, guard.query.shop);
  if (wait > 0) return respond(429, { outcome: 'too_many' }, { 'Retry-After': String(wait) });
  try {
    const shop = await installedShop(services.pool, guard.query.shop);
    if (!shop) return respond(404, { outcome: 'not_installed' });
    switch (route.endpoint) {
      case 'banner':
        return await banner(services, shop, guard.query);
      case 'banner_report':
        return await bannerReport(request, services, shop, guard.query, route.bannerId);
      case 'application':
        return await application(request, services, shop, guard.query, client.behindShopify);
    }
  } catch (error) {
    if (error instanceof BodyDroppedError)
      return respond(503, { outcome: 'unavailable' }, { 'Retry-After': '1' });
    services.logger.error(
      { shop: guard.query.shop, endpoint: route.endpoint, err: error },
      'storefront request failed',
    );
    if (isDataRefused(error)) return respond(400, { outcome: 'refused' });
    return respond(503, { outcome: 'unavailable' }, { 'Retry-After': '5' });
  }
}

/** Seconds to wait. Shopify signed the request, so that its proxy really stands between the shopper and us. */
async function waitOf(
  { perAddress, perShop }: ProxyLimits,
  { behindShopify }: ClientAddresses,
  domain: string,
): Promise<number> {
  return (await perAddress.take(behindShopify)) || (await perShop.take(domain));
}

function routeOf(path: string): Route | null {
  if (path === '/proxy/banner') return { endpoint: 'banner', method: 'GET', bannerId: '' };
  if (path === '/proxy/application') {
    return { endpoint: 'application', method: 'POST', bannerId: '' };
  }
  const bannerId = BANNER_REPORT.exec(path)?.[1];
  return bannerId ? { endpoint: 'banner_report', method: 'POST', bannerId } : null;
}

type InstalledShop = { id: string; domain: string; storefront: Storefront };

async function installedShop(pool: pg.Pool, domain: string): Promise<InstalledShop | null> {
  const shop = await findProxiedShop(pool, domain);
  if (!shop) return null;
  const { id, storefrontUrl, hosts } = shop;
  const url = storefrontUrl.replace(/\/+$/, '');
  return {
    id,
    domain,
    storefront: { url, hosts: shopHosts({ domain, storefrontUrl: url, hosts }) },
  };
}

async function banner(
  services: ProxyServices,
  shop: InstalledShop,
  visit: ProxyQuery,
): Promise<ProxyResponse> {
  const now = services.clock.now();
  const shown = await inShop(services.pool, shop.id, async (client) => {
    const found = await showBanner(client, shop.id, shop.storefront, visit, openDeals, now);
    await recordVisit(client, shop.id, visit, visit.isPixelReporting, now);
    return found;
  });
  return { status: 200, body: { banner: shown } };
}

async function bannerReport(
  request: Request,
  services: ProxyServices,
  shop: InstalledShop,
  query: ProxyQuery,
  bannerId: string,
): Promise<ProxyResponse> {
  const form = await readForm(request);
  if (!(form instanceof URLSearchParams)) return form;
  const report = BannerReport.safeParse({
    event: form.get('event'),
    visitor: form.get('visitor') ?? '',
  });
  if (!report.success) return respond(400, { outcome: 'invalid' });
  const outcome = await inShop(services.pool, shop.id, (client) =>
    reportBanner(client, shop.id, bannerId, report.data, query.customerId, services.clock.now()),
  );
  return respond(outcome === 'not_theirs' ? 404 : 200, { outcome });
}

async function application(
  request: Request,
  services: ProxyServices,
  shop: InstalledShop,
  query: ProxyQuery,
  address: string,
): Promise<ProxyResponse> {
  const form = await readForm(request);
  if (!(form instanceof URLSearchParams)) return form;
  const realNow = Date.now();
  const result = await submitApplication(services, {
    shopId: shop.id,
    form,
    customerId: query.customerId,
    address,
    realNow,
  });
  services.logger.info({ shop: shop.domain, outcome: result.outcome }, 'trade application');
  return applicationResponse(result, form, realNow);
}

/** The form in the body, or the answer that says why it cannot be read. */
async function readForm(request: Request): Promise<URLSearchParams | ProxyResponse> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return respond(415, { outcome: 'invalid' });
  const body = await readBody(request, MOST_BYTES);
  if (body === null || (fieldCounter(type)?.(body) ?? 0) > MOST_FIELDS)
    return respond(413, { outcome: 'invalid' });
  return new URLSearchParams(new TextDecoder().decode(body));
}

function respond(
  status: number,
  body: ProxyResponse['body'],
  headers: Record<string, string> = {},
): ProxyResponse {
  return { status, body, headers };
}
