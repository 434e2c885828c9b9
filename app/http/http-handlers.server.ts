import type { Services } from '#app/services.server.ts';
import { clientAddresses, type ClientAddresses } from './client-address.ts';
import { eventsApiHandler } from './events-api.server.ts';
import { feedbackHandler } from './feedback.server.ts';
import { healthHandler } from './health.server.ts';
import { mailLinks } from './mail-links.server.ts';
import { pixelHandler } from './pixel.server.ts';
import { proxyHandler } from './proxy.server.ts';
import { webhooksHandler } from './webhooks.server.ts';

type HttpHandler = (
  request: Request,
  services: Services,
  client: ClientAddresses,
) => Promise<Response>;

function mailLinksHandler(request: Request, services: Services): Promise<Response> {
  return mailLinks(request, { ...services, pool: services.shoppers.links });
}

/** Machine traffic by the first segment of its path; everything else is for people. */
const HTTP_HANDLERS: Record<string, HttpHandler> = {
  webhooks: webhooksHandler,
  pixel: pixelHandler,
  api: eventsApiHandler,
  proxy: (request, services, client) =>
    proxyHandler(request, { ...services, pool: services.shoppers.proxy }, client),
  feedback: (request, services) =>
    feedbackHandler(request, { ...services, pool: services.shoppers.feedback }),
  u: mailLinksHandler,
  l: mailLinksHandler,
  v: mailLinksHandler,
  health: healthHandler,
  ready: healthHandler,
};

/** Handles the requests of machines and shoppers, each with its own pool; leaves everything else to the pages. */
export function httpHandlersOf(
  services: Services,
): (request: Request, socketAddress: string | null) => Promise<Response> | undefined {
  return (request, socketAddress) =>
    handlerOf(request)?.(request, services, clientOf(request, socketAddress, services));
}

function clientOf(
  { headers }: Request,
  socketAddress: string | null,
  { environment }: Services,
): ClientAddresses {
  const forwardedFor = headers.get('x-forwarded-for');
  return clientAddresses({ socketAddress, forwardedFor }, environment.TRUSTED_PROXY_HOPS);
}

function handlerOf(request: Request): HttpHandler | undefined {
  const [, first = ''] = new URL(request.url).pathname.split('/', 2);
  return Object.hasOwn(HTTP_HANDLERS, first) ? HTTP_HANDLERS[first] : undefined;
}
