import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientAddresses, type ClientAddresses } from '#app/doors/client-address.ts';
import { eventsApiDoor } from '#app/doors/events-api.server.ts';
import { healthDoor } from '#app/doors/health.server.ts';
import { mailLinks } from '#app/doors/mail-links.server.ts';
import { pixelDoor } from '#app/doors/pixel.server.ts';
import { proxyDoor } from '#app/doors/proxy.server.ts';
import { webhooksDoor } from '#app/doors/webhooks.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { runProcess } from '#app/run-process.server.ts';
import type { Services } from '#app/services.server.ts';
import { createListener } from '#app/web/listener.server.ts';
import { openPages } from '#app/web/pages.server.ts';

/** Longer than the idle time of the usual load balancer (60 s), so that the balancer closes first. */
const KEEP_ALIVE_MS = 65 * SECOND;
const HEADERS_MS = 10 * SECOND;
const REQUEST_MS = 30 * SECOND;
/** Connections that may wait to be taken: with Node's 511 the rest of a burst would knock again a second later. */
const BACKLOG = 4_096;
/** How long requests under way may take to end when the process is asked to stop. */
const DRAIN_MS = 10 * SECOND;

export type Web = { url: string; close(): Promise<void> };

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

/** The pages that take a file, piece by piece. */
const UPLOADS: ReadonlySet<string> = new Set(['/app/settings/move-in/upload']);

/** Starts the web process: doors first, then files, then pages. */
export async function startWeb(services: Services): Promise<Web> {
  const pages = await openPages(services);
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    createListener({
      appUrl: services.environment.SHOPIFY_APP_URL,
      adminOrigin: services.environment.ADMIN_ORIGIN,
      doors: (request, socketAddress) =>
        doorOf(request)?.(request, services, clientOf(request, socketAddress, services)),
      files: pages.files,
      pages: pages.handle,
      bodyKind: (request) => (UPLOADS.has(new URL(request.url).pathname) ? 'bytes' : 'form'),
      logger: services.logger,
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server
      .once('error', reject)
      .listen({ port: services.environment.PORT, backlog: BACKLOG }, resolve);
  });
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    async close() {
      const impatience = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(impatience);
      await pages.close();
    },
  };
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

if (import.meta.main) {
  await runProcess('web', async (services) => {
    const web = await startWeb(services);
    services.logger.info(
      { url: web.url, appUrl: services.environment.SHOPIFY_APP_URL },
      'Tendril is listening',
    );
    return { stop: () => web.close() };
  });
}
