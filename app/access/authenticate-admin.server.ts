import type { AppLoadContext } from '@remix-run/node';
import { inShop } from '#app/platform/db.server.ts';
import { authenticateStaff, type StaffVisit } from '#app/shopify/authenticate-staff.server.ts';
import type { AccessRefusal } from '#app/lib/access-refusal.ts';
import { pagePermission, type AdminPage } from './admin-pages.ts';
import { admitStaff } from './admit-staff.server.ts';
import { isDescriptionDue } from './describe-staff.ts';
import { permissionWords, roleMay, type Permission } from './permissions.ts';
import type { Role } from './roles.ts';
import { sessionTokenOf } from './session-token.ts';
import { claimDescription, saveDescription } from './store/describe-staff.server.ts';
import { listOwners } from './store/list-owners.server.ts';

/** The staff member of a request, and what they may do. */
export type AdminVisit = StaffVisit & {
  role: Role;
  may: (permission: Permission) => boolean;
  /** For an action whose intents need more than the action itself. @throws a Response, 403 */
  demand: (permission: Permission) => Promise<void>;
};

/**
 * Lets a member of the shop's staff in who may see a page; the loader of every page calls it first.
 * @param page the name of its route
 * @throws a Response, as `authenticateAdmin`
 */
export async function authenticatePage(
  request: Request,
  context: AppLoadContext,
  page: AdminPage,
): Promise<AdminVisit> {
  return await authenticateAdmin(request, context, pagePermission(page));
}

/**
 * Lets a member of the shop's staff in who may do something; every action, and every loader that is no page, calls it
 * first and names what it needs.
 * @throws a Response: 403 when their role may not, else as `authenticateStaff`
 */
export async function authenticateAdmin(
  request: Request,
  context: AppLoadContext,
  permission: Permission,
): Promise<AdminVisit> {
  const { pool, clock, logger, describeStaff } = context.services;
  const visit = await authenticateStaff(request, context);
  const { shop, staffId } = visit;
  const now = clock.now();
  const { role, describedAt } = await inShop(pool, shop.id, (client) =>
    admitStaff(client, shop.id, staffId, now),
  );
  if (isDescriptionDue(describedAt, now)) await describe();
  const may = (wanted: Permission) => roleMay(role, wanted);
  async function demand(wanted: Permission): Promise<void> {
    if (may(wanted)) return;
    logger.warn({ shop: shop.domain, staffId, role, permission: wanted }, 'access was refused');
    const owners = await inShop(pool, shop.id, (client) => listOwners(client, shop.id));
    const refusal: AccessRefusal = { does: permissionWords(wanted), owners };
    throw Response.json(refusal, { status: 403 });
  }
  async function describe(): Promise<void> {
    const token = sessionTokenOf(request);
    if (token === null) return;
    const isOurs = await inShop(pool, shop.id, (client) =>
      claimDescription(client, shop.id, staffId, now),
    );
    const description = isOurs ? await describeStaff(shop.domain, staffId, token) : null;
    if (description !== null)
      await inShop(pool, shop.id, (client) =>
        saveDescription(client, shop.id, staffId, description),
      );
  }
  await demand(permission);
  return { ...visit, role, may, demand };
}
