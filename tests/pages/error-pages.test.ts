import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import { expect, test } from 'vitest';
import * as entry from '#app/entry.server.tsx';
import * as root from '#app/root.tsx';
import * as admin from '#app/routes/app.tsx';
import * as landing from '#app/routes/_index.tsx';
import { silentLogger } from '#tests/setup/logger.ts';
import { hostParameter, sessionToken } from '#tests/store/front/session-token.ts';
import { API_KEY, API_SECRET } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';

const SHOP = 'fern.myshopify.com';

type Route = NonNullable<ServerBuild['routes'][string]>;

/** The layout of the admin, the landing page and what stands around them, as they are served. */
const ROUTES: Route[] = [
  { id: 'root', path: '', module: root },
  { id: 'routes/app', parentId: 'root', path: 'app', module: admin },
  { id: 'routes/_index', parentId: 'root', index: true, module: landing },
];

const build: ServerBuild = {
  mode: 'production',
  entry: { module: entry },
  routes: Object.fromEntries(ROUTES.map((route) => [route.id, route])),
  assets: {
    entry: { module: '/entry.js', imports: [] },
    routes: Object.fromEntries(
      ROUTES.map(({ module, ...route }) => [
        route.id,
        {
          ...route,
          module: `/${route.id}.js`,
          hasLoader: module.loader !== undefined,
          hasAction: false,
          hasClientAction: false,
          hasClientLoader: false,
          hasErrorBoundary: module.ErrorBoundary !== undefined,
        },
      ]),
    ),
    url: '/manifest.js',
    version: '1',
  },
  publicPath: '/',
  basename: '/',
  assetsBuildDirectory: 'build/client',
  isSpaMode: false,
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};

/** Asks for a page of the admin while Shopify's library ends in this way. */
async function page(
  path: string,
  thrown: () => unknown,
): Promise<{ status: number; html: string }> {
  const services = {
    environment: { SHOPIFY_API_KEY: API_KEY, SHOPIFY_API_SECRET: API_SECRET },
    logger: silentLogger,
    apiSecrets: [API_SECRET],
    shopifyBySecret: new Map(),
    shopify: {
      addDocumentResponseHeaders: () => undefined,
      // What the library rejects with need not be an error.
      authenticate: {
        admin: () => ({
          then: (_: unknown, reject: (answer: unknown) => void) => reject(thrown()),
        }),
      },
    },
  };
  const handle = createRequestHandler(build, 'production');
  const answer = await handle(new Request(APP_URL + path), { services } as never);
  return { status: answer.status, html: await answer.text() };
}

function opened(path: string): string {
  const nowMs = Date.now();
  const token = sessionToken({ shop: SHOP, apiKey: API_KEY, apiSecret: API_SECRET, nowMs });
  const query = { embedded: '1', shop: SHOP, host: hostParameter(SHOP), id_token: token };
  return `${path}?${new URLSearchParams(query).toString()}`;
}

test('a page of the admin that fails says so, and nothing of its cause', async () => {
  const { status, html } = await page(opened('/app'), () => new Error('secret detail'));
  expect(status).toBe(500);
  expect(html).toContain('This page could not be shown');
  expect(html).not.toMatch(/secret detail|\.tsx?:\d+|node_modules/);
});

test.each([
  [401, 'Open Tendril again'],
  [500, 'This page could not be shown'],
])('an answer %s of the library is a page of ours that says what to do', async (status, text) => {
  const answer = await page(opened('/app'), () => new Response('<b>raw</b>', { status }));
  expect(answer.status).toBe(status);
  expect(answer.html).toContain(text);
  expect(answer.html).not.toContain('<b>raw</b>');
});

test('what the library answers to go on with is shown as it is', async () => {
  const { status, html } = await page(opened('/app'), () => {
    const headers = { 'Content-Type': 'text/html' };
    return new Response('<script src="app-bridge.js"></script>', { headers });
  });
  expect(status).toBe(200);
  expect(html).toContain('<script src="app-bridge.js"></script>');
});

test('the landing page is shown to those who come without a shop', async () => {
  const { status, html } = await page('/', () => new Error('not asked'));
  expect([status, html]).toEqual([200, expect.stringContaining('Shopify App Store')]);
});
