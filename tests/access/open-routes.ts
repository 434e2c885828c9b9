import { ROLES, type Role } from '#app/access/roles.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { fillShop, type RouteIds } from './access-fixtures.ts';
import { openRouteCalls, SHOP_ID, type RouteCalls } from './route-calls.ts';

/** Stands in everything of a person of the shop, and of the other shop. */
export const OURS = 'oursmark';
export const THEIRS = 'theirsmark';
/** Who of the staff has which role. */
export const STAFF: Record<Role, string> = {
  owner: '1',
  marketer: '2',
  sales: '3',
  reviewer: '4',
  viewer: '5',
};

/** The routes of the app as functions, and two shops with one of everything they can be asked for. */
export type OpenRoutes = RouteCalls & {
  /** The ids of the shop that asks, and of another. */
  own: RouteIds;
  foreign: RouteIds;
  foreignShop: string;
};

/** Installs the app in two shops of a database, fills both, and makes staff of every role. */
export async function openRoutes(db: TestDatabase): Promise<OpenRoutes> {
  const calls = await openRouteCalls(db);
  await calls.call('app', 'GET', {}, STAFF.owner);
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
  return { ...calls, own, foreign, foreignShop: other.id };
}
