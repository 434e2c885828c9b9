import {
  createRequestHandler,
  installGlobals,
  type RequestHandler,
  type ServerBuild,
} from '@remix-run/node';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { boundPool } from '#app/platform/db.server.ts';
import type { Services } from '#app/services.server.ts';
import type { FileServer } from './listener.server.ts';

/** The part of the app that people see: Remix and the files of the browser. */
export type Pages = {
  files: FileServer;
  handle: (request: Request) => Promise<Response>;
  close(): Promise<void>;
};

const YEAR_S = 31_536_000;
/** As what shoppers open is answered then. */
const RETRY_AFTER_S = '5';
const BUILD = resolve('build');

/** Opens the pages: built ones in production, Vite's in development. */
export async function openPages(services: Services): Promise<Pages> {
  installGlobals({ nativeFetch: true });
  return services.environment.NODE_ENV === 'development'
    ? await openDevelopment(services)
    : await openBuilt(services);
}

async function openBuilt(services: Services): Promise<Pages> {
  const build = await loadBuild();
  const handle = createRequestHandler(build, 'production');
  // Vite puts a hash of its content into the name of everything under assets/.
  const hashed = sirv(join(BUILD, 'client', 'assets'), { maxAge: YEAR_S, immutable: true });
  const others = sirv(join(BUILD, 'client'), { maxAge: 3600 });
  return {
    files(request, response, next) {
      const path = request.url ?? '';
      if (!path.startsWith('/assets/')) return others(request, response, next);
      request.url = path.slice('/assets'.length);
      return hashed(request, response, () => {
        request.url = path;
        next();
      });
    },
    handle: (request) => answerPage(handle, request, services),
    close: () => Promise.resolve(),
  };
}

/** A page that failed because the database was unreachable or busy answers 503 with Retry-After. */
async function answerPage(
  handle: RequestHandler,
  request: Request,
  services: Services,
): Promise<Response> {
  const database = { isBusy: false };
  const answer = await handle(request, {
    services: servicesFor(request, services),
    onBusy: () => (database.isBusy = true),
  });
  if (!database.isBusy || answer.status !== 500) return answer;
  const headers = new Headers(answer.headers);
  headers.set('Retry-After', RETRY_AFTER_S);
  return new Response(answer.body, { status: 503, headers });
}

/** Of a page only so much is worked on at once for a shop, and nothing any more when its tab is closed. */
function servicesFor({ signal }: Request, services: Services): Services {
  const { pool, pageSemaphore } = services;
  return {
    ...services,
    pool: boundPool(pool, {
      signal,
      acquire: (shopId, gone) => pageSemaphore.acquire(shopId, gone),
    }),
  };
}

async function loadBuild(): Promise<ServerBuild> {
  const file = join(BUILD, 'server', 'index.js');
  if (!existsSync(file)) throw new Error(`${file} does not exist. Run: npm run build`);
  return (await import(pathToFileURL(file).href)) as ServerBuild;
}

async function openDevelopment(services: Services): Promise<Pages> {
  // Not among the imports above: production does without Vite.
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  const handle = createRequestHandler(
    async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
    'development',
  );
  return {
    files: (request, response, next) => vite.middlewares(request, response, next),
    handle: (request) => answerPage(handle, request, services),
    close: () => vite.close(),
  };
}
