import type { Services } from '#app/services.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { startTestStore } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import { openServices } from './access-fixtures.ts';
import { callRoute, routeModules, type RouteAnswer, type RouteInput } from './call-route.ts';

export const SHOP = 'tendril-demo.myshopify.com';
export const SHOP_ID = shopIdOf(SHOP);
/** The only route that is sent the bytes of a file. */
const UPLOAD = 'app.settings_.move-in.upload';

export const METHODS = ['GET', 'POST'] as const;
export type Method = (typeof METHODS)[number];

/** The routes of the app as functions, beside a store that answers them. */
export type RouteCalls = {
  services: Services;
  /** Asks a route as a member of the shop's staff; null: without a session token. */
  call: (
    route: string,
    method: Method,
    input: RouteInput,
    staffId: string | null,
  ) => Promise<RouteAnswer>;
  close: () => Promise<void>;
};

/** Opens the routes on a test database; the first call of a page installs the app in the shop. */
export async function openRouteCalls(db: TestDatabase): Promise<RouteCalls> {
  const modules = await routeModules();
  const store = await startTestStore(APP_URL);
  const services = await openServices(db);
  connectTo(store.url);
  return {
    services,
    async call(route, method, input, staffId) {
      const module = modules.get(route);
      if (module === undefined) throw new Error(`There is no route ${route}.`);
      const kind = route === UPLOAD ? 'bytes' : 'form';
      return await callRoute(module, method, input, { shop: SHOP, services, staffId }, kind);
    },
    async close() {
      await services.close();
      await store.close();
    },
  };
}
