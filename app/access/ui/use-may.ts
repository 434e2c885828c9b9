import { useRouteLoaderData } from '@remix-run/react';
import { pagePermission, type AdminPage } from '../admin-pages.ts';
import type { Permission } from '../permissions.ts';

/** What the layout of the admin passes to every page about the staff member who looks at it. */
export type StaffRights = { permissions: Permission[] };

/**
 * Whether the member of staff who looks may do something, to hide or disable what they may not. It spares
 * them a refusal; what holds is `authenticateAdmin`.
 */
export function useMay(): (permission: Permission) => boolean {
  const rights = useRouteLoaderData<StaffRights>('routes/app');
  return (permission) => rights?.permissions.includes(permission) ?? false;
}

/** Whether they may open a page, for links that lead to it. */
export function useMayOpen(): (page: AdminPage) => boolean {
  const may = useMay();
  return (page) => may(pagePermission(page));
}
