import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Store } from '#tests/store/store.ts';
import type { StoreRoute } from '#tests/store/routes.ts';
import { cookieOf, STAFF_COOKIE } from './cookies.ts';
import { escapeHtml, fileResponse, folderBeside, htmlResponse } from './files.ts';
import { recordsPage } from './records.ts';
import { hostParameter, sessionToken } from './session-token.ts';

const Scopes = z.array(z.string().regex(/^(read|write)_[a-z_]+$/));

/** Where the app lives in the admin; what follows is the path inside the app. */
const APP_PATH = '/admin/apps/tendril';
/** Files the app's frame and the pages of this store load. */
const PAGES = folderBeside(import.meta.url, 'pages');
const ICONS = join(
  dirname(createRequire(import.meta.url).resolve('@shopify/polaris-icons')),
  'svg',
);

/** The admin around the app: `/admin`, its lists of the store's own records, tokens and App Bridge. */
export function adminShellRoute(store: Store): StoreRoute {
  return async (request, url) => {
    const { pathname } = url;
    if (pathname === '/app-bridge.js') return appBridge();
    if (pathname === '/admin') return Response.redirect(new URL(APP_PATH, url), 302);
    if (pathname === '/admin/session-token')
      return Response.json({ token: tokenFor(store, cookieOf(request, STAFF_COOKIE)) });
    if (pathname === '/admin/scopes' && request.method === 'POST') {
      store.grantScopes(Scopes.parse(await request.json()));
      return new Response(null, { status: 204 });
    }
    if (pathname === APP_PATH || pathname.startsWith(`${APP_PATH}/`)) {
      return shell(
        store,
        frameUrl(store, request, pathname.slice(APP_PATH.length), url.searchParams),
        'app',
      );
    }
    const list = /^\/admin\/(orders|products|customers|companies)$/.exec(pathname)?.[1];
    if (list) return shell(store, `/admin/records/${list}`, list);
    const records = /^\/admin\/records\/([a-z]+)$/.exec(pathname)?.[1];
    if (records) return recordsPage(store, records);
    const icon = /^\/admin\/icons\/([A-Za-z]+\.svg)$/.exec(pathname)?.[1];
    return icon === undefined ? undefined : fileResponse(ICONS, icon);
  };
}

/** The app's page with what Shopify adds to the address of an embedded app. */
function frameUrl(store: Store, request: Request, path: string, query: URLSearchParams): string {
  const url = new URL(path === '' || path === '/' ? '/app' : path, store.appUrl);
  for (const [name, value] of query) url.searchParams.append(name, value);
  const { shopDomain } = store.options;
  const token = tokenFor(store, cookieOf(request, STAFF_COOKIE));
  const parameters = {
    embedded: '1',
    shop: shopDomain,
    host: hostParameter(shopDomain),
    locale: 'en',
    session: createHash('sha256').update(shopDomain).digest('hex'),
    id_token: token,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function tokenFor(store: Store, staffId: string | undefined): string {
  const { shopDomain: shop, apiKey, apiSecret } = store.options;
  const nowMs = Date.now();
  return sessionToken({ shop, apiKey, apiSecret, nowMs, ...(staffId ? { staffId } : {}) });
}

/** One script of two files; it has to run before the app's own code, which leaves no time for imports. */
async function appBridge(): Promise<Response> {
  const parts = ['app-bridge-elements.js', 'app-bridge.js'].map((name) =>
    readFile(join(PAGES, name), 'utf8'),
  );
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
  };
  return new Response((await Promise.all(parts)).join('\n'), { headers });
}

async function shell(store: Store, frame: string, current: string): Promise<Response> {
  const page = await readFile(join(PAGES, 'admin.html'), 'utf8');
  const values: Record<string, string> = {
    shop: store.shop.identity.name,
    frame,
    current,
    appOrigin: new URL(store.appUrl).origin,
    appPath: APP_PATH,
  };
  return htmlResponse(
    page.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(values[name] ?? '')),
  );
}
