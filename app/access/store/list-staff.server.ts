import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ListedStaff } from './list-staff.ts';
import type { NewcomerRole } from '../roles.ts';
import { staffName } from '../staff-name.ts';
import { STAFF_SHOWN, type StaffSort } from '../staff-view.ts';

export type StaffPage = {
  staff: ListedStaff[];
  hasMore: boolean;
  newcomerRole: NewcomerRole;
};

const COLUMNS: Record<StaffSort, string> = {
  seen: 'last_seen_at',
  first: 'first_seen_at',
  name: `lower(coalesce(name, email, staff_id))`,
  role: `array_position(array['owner', 'marketer', 'sales', 'reviewer', 'viewer'], role)`,
};

/** Who of the staff has opened the app; `search` is looked for in name, address and id. */
export async function listStaff(
  client: ShopClient,
  shopId: string,
  view: ListView<StaffSort>,
): Promise<StaffPage> {
  const order = sqlOrder(view);
  const { rows } = await client.query<ListedStaff>(
    `select staff_id as id, name, email, is_account_owner as "isAccountOwner", role,
            first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", changed_by as "changedBy",
            changed_at as "changedAt"
       from staff_member
      where shop_id = $1 and position($2 in lower(concat_ws(' ', name, email, staff_id))) > 0
      order by ${COLUMNS[view.sort]} ${order}, staff_id
      limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, STAFF_SHOWN)],
  );
  const { rows: shops } = await client.query<{ newcomerRole: NewcomerRole }>(
    'select newcomer_role as "newcomerRole" from shop where id = $1',
    [shopId],
  );
  const [shop] = shops;
  if (!shop) throw new Error(`Shop ${shopId} is gone while its staff is listed.`);
  const { rows: staff, hasMore } = rowPage(rows, STAFF_SHOWN);
  return { staff, hasMore, ...shop };
}

/** The names of the shop's staff, those seen last first. */
export async function staffNames(
  client: ShopClient,
  shopId: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await client.query<Pick<ListedStaff, 'id' | 'name' | 'email'>>(
    `select staff_id as id, name, email from staff_member where shop_id = $1
      order by last_seen_at desc, staff_id limit $2`,
    [shopId, STAFF_SHOWN],
  );
  return rows.map((member) => ({ id: member.id, name: staffName(member) }));
}
