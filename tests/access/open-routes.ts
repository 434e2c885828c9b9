import { ROLES, type Role } from '#app/access/roles.ts';
import type { Services } from '#app/services.server.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { connectTo } from '#tests/store/connect-to.ts';
import { startTestStore } from '#tests/store/test-app.ts';
import { APP_URL, fillShop, openServices, type RouteIds } from './access-world.ts';
import { callRoute, routeModules, type RouteAnswer, type RouteInput } from './call-route.ts';

const SHOP = 'tendril-demo.myshopify.com';
export const SHOP_ID = shopIdOf(SHOP);
/** The only route that is sent the bytes of a file. */
const UPLOAD = 'app.settings_.move-in.upload';
/** Stands in everything of a person of the shop, and of the other shop. */
export const OURS = 'oursmark';
export const THEIRS = 'theirsmark';
export const METHODS = ['GET', 'POST'] as const;
export type Method = (typeof METHODS)[number];
/** Who of the staff has which role. */
export const STAFF: Record<Role, string> = {
  owner: '1',
  marketer: '2',
  sales: '3',
  reviewer: '4',
  viewer: '5',
};

/** The routes of the app as functions, and two shops with one of everything they can be asked for. */
export type OpenRoutes = {
  services: Services;
  /** The ids of the shop that asks, and of another. */
  own: RouteIds;
  foreign: RouteIds;
  foreignShop: string;
  /** Asks a route as a member of the shop's staff; null: without a session token. */
  call: (
    route: string,
    method: Method,
    input: RouteInput,
    staffId: string | null,
  ) => Promise<RouteAnswer>;
  close: () => Promise<void>;
};

/** Installs the app in two shops of a database, fills both, and makes staff of every role. */
export async function openRoutes(db: TestDatabase): Promise<OpenRoutes> {
  const modules = await routeModules();
  const store = await startTestStore(APP_URL);
  const services = await openServices(db);
  connectTo(store.url);
  const call: OpenRoutes['call'] = async (route, method, input, staffId) => {
    const module = modules.get(route);
    if (module === undefined) throw new Error(`There is no route ${route}.`);
    const kind = route === UPLOAD ? 'bytes' : 'form';
    return await callRoute(module, method, input, { shop: SHOP, services, staffId }, kind);
  };
  await call('app', 'GET', {}, STAFF.owner);
  for (const role of ROLES.slice(1)) {
    await db.owner.query(
      `insert into staff_member (shop_id, staff_id, role, first_seen_at, last_seen_at)
       values ($1, $2, $3, now(), now())`,
      [SHOP_ID, STAFF[role], role],
    );
  }
  const other = await installedShop(db.pool);
  const own = await fillShop(db, SHOP_ID, OURS);
  const foreign = await fillShop(db, other.id, THEIRS);
  return {
    services,
    own,
    foreign,
    foreignShop: other.id,
    call,
    async close() {
      await services.close();
      await store.close();
    },
  };
}
