import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ListedStaff } from '#app/access/list-staff.ts';
import type { NewcomerRole } from '../roles.ts';
import { staffName } from '../staff-name.ts';
import { STAFF_SHOWN, type StaffSort } from '../staff-view.ts';

const COLUMNS: Record<StaffSort, string> = {
  seen: 'last_seen_at',
  first: 'first_seen_at',
  name: `lower(coalesce(name, email, staff_id))`,
  role: `array_position(array['owner', 'marketer', 'sales', 'reviewer', 'viewer'], role)`,
};

/** The staff of one page, and one row more where there are others after it. */
export async function listStaffRows(
  client: ShopClient,
  shopId: string,
  view: ListView<StaffSort>,
): Promise<ListedStaff[]> {
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
  return rows;
}

/** The role of members of staff who open the app for the first time; null when the shop is gone. */
export async function findNewcomerRole(
  client: ShopClient,
  shopId: string,
): Promise<NewcomerRole | null> {
  const { rows } = await client.query<{ newcomerRole: NewcomerRole }>(
    'select newcomer_role as "newcomerRole" from shop where id = $1',
    [shopId],
  );
  return rows[0]?.newcomerRole ?? null;
}

/** Which of some ids are those of the shop's staff. @param ids at most some thousand */
export async function knownStaff(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await client.query<{ id: string }>(
    `select staff_id as id from staff_member where shop_id = $1 and staff_id = any($2::text[])`,
    [shopId, ids],
  );
  return new Set(rows.map(({ id }) => id));
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
