import type { StoreRoute } from '#tests/store/routes.ts';
import type { Store } from '#tests/store/store.ts';
import { adminShellRoute } from './admin-shell.ts';
import { clockRoute } from './clock-route.ts';
import { fileResponse, folderBeside } from './files.ts';
import { unsubscribeRoute } from './unsubscribe.ts';
import { proxyRoute } from './proxy.ts';
import { storefrontRoute } from './storefront.ts';

const PAGES = folderBeside(import.meta.url, 'pages');

/** Everything of the local store that a person looks at, and the app-proxy signer. */
export function frontRoutes(store: Store): StoreRoute[] {
  return [
    proxyRoute(store),
    storefrontRoute(store),
    adminShellRoute(store),
    unsubscribeRoute(store),
    clockRoute(store),
    (_request, { pathname }) => {
      if (pathname === '/') return fileResponse(PAGES, 'desk.html');
      if (pathname === '/favicon.ico') return fileResponse(PAGES, 'favicon.svg');
      if (pathname === '/mailbox') return fileResponse(PAGES, 'mailbox.html');
      const name = /^\/front\/([^/]+)$/.exec(pathname)?.[1];
      return name === undefined ? undefined : fileResponse(PAGES, name);
    },
  ];
}
