import { clientAddresses, type ClientAddresses } from './client-address.ts';
import { eventsApiDoor } from './events-api.server.ts';
import { healthDoor } from './health.server.ts';
import { mailLinks } from './mail-links.server.ts';
import { pixelDoor } from './pixel.server.ts';
import { proxyDoor } from './proxy.server.ts';
import { webhooksDoor } from './webhooks.server.ts';
import type { Services } from '#app/services.server.ts';

type Door = (request: Request, services: Services, client: ClientAddresses) => Promise<Response>;

function mailLinksDoor(request: Request, services: Services): Promise<Response> {
  return mailLinks(request, { ...services, pool: services.shoppers.links });
}

/** Machine traffic by the first segment of its path; everything else is for people. */
const DOORS: Record<string, Door> = {
  webhooks: webhooksDoor,
  pixel: pixelDoor,
  api: eventsApiDoor,
  proxy: (request, services, client) =>
    proxyDoor(request, { ...services, pool: services.shoppers.proxy }, client),
  u: mailLinksDoor,
  l: mailLinksDoor,
  v: mailLinksDoor,
  health: healthDoor,
  ready: healthDoor,
};

/** What machines and shoppers ask, each by the pool that is theirs; leaves everything else to the pages. */
export function doorsOf(
  services: Services,
): (request: Request, socketAddress: string | null) => Promise<Response> | undefined {
  return (request, socketAddress) =>
    doorOf(request)?.(request, services, clientOf(request, socketAddress, services));
}

function clientOf(
  { headers }: Request,
  socketAddress: string | null,
  { environment }: Services,
): ClientAddresses {
  const forwardedFor = headers.get('x-forwarded-for');
  return clientAddresses({ socketAddress, forwardedFor }, environment.TRUSTED_PROXY_HOPS);
}

function doorOf(request: Request): Door | undefined {
  const [, first = ''] = new URL(request.url).pathname.split('/', 2);
  return Object.hasOwn(DOORS, first) ? DOORS[first] : undefined;
}
