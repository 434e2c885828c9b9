import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import type { ListedStaff } from './list-staff.ts';
import type { NewcomerRole } from './roles.ts';
import { STAFF_SHOWN, type StaffSort } from './staff-view.ts';
import { findNewcomerRole, listStaffRows } from './store/list-staff.server.ts';

export type StaffPage = {
  staff: ListedStaff[];
  hasMore: boolean;
  newcomerRole: NewcomerRole;
};

/** Who of the staff has opened the app; `search` is looked for in name, address and id. */
export async function listStaff(
  client: ShopClient,
  shopId: string,
  view: ListView<StaffSort>,
): Promise<StaffPage> {
  const rows = await listStaffRows(client, shopId, view);
  const newcomerRole = await findNewcomerRole(client, shopId);
  if (newcomerRole === null) throw new Error(`Shop ${shopId} is gone while its staff is listed.`);
  const { rows: staff, hasMore } = rowPage(rows, STAFF_SHOWN);
  return { staff, hasMore, newcomerRole };
}
