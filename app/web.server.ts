import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND } from '#app/lib/duration.ts';
import { runProcess } from '#app/run-process.server.ts';
import type { Services } from '#app/services.server.ts';
import { httpHandlersOf } from '#app/http/http-handlers.server.ts';
import { createListener } from '#app/http/listener/listener.server.ts';
import { openPages } from '#app/http/listener/pages.server.ts';

/** Longer than the idle time of the usual load balancer (60 s), so that the balancer closes first. */
const KEEP_ALIVE_MS = 65 * SECOND;
const HEADERS_MS = 10 * SECOND;
const REQUEST_MS = 30 * SECOND;
/** Connections that may wait to be taken: with Node's 511 the rest of a burst would retry a second later. */
const BACKLOG = 4_096;
/** How long requests under way may take to end when the process is asked to stop. */
const DRAIN_MS = 10 * SECOND;

export type Web = { url: string; close(): Promise<void> };

/** The pages that take a file, piece by piece. */
const UPLOADS: ReadonlySet<string> = new Set(['/app/settings/move-in/upload']);

/** Starts the web process: HTTP handlers first, then files, then pages. */
export async function startWeb(services: Services): Promise<Web> {
  const pages = await openPages(services);
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    createListener({
      appUrl: services.environment.SHOPIFY_APP_URL,
      adminOrigin: services.environment.ADMIN_ORIGIN,
      httpHandlers: httpHandlersOf(services),
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
      const forceClose = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(forceClose);
      await pages.close();
    },
  };
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
