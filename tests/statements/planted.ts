/** A file with statements, each wrong in one way or right, to see that the tool says so. */
export const PLANTED_FILE = 'app/planted.server.ts';

export const PLANTED_SOURCE = `
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows } from '#app/platform/write-rows.server.ts';

const COLUMNS = ['id', 'name'].join(', ');

export function rightly(client: ShopClient, shopId: string) {
  return client.query<{ id: string; name: string | null; firstSeenAt: number; people: number; isIn: boolean }>(
    \`select \${COLUMNS}, first_seen_at as "firstSeenAt", count(*) over () as people,
            exists (select from membership where shop_id = $1 and profile_id = profile.id) as "isIn"
       from profile where shop_id = $1\`,
    [shopId],
  );
}

export function filtered(client: ShopClient, shopId: string) {
  return client.query<{ email: string }>(
    'select email from profile where shop_id = $1 and email is not null',
    [shopId],
  );
}

export function missesColumn(client: ShopClient, shopId: string) {
  return client.query<{ id: string; grade: string }>('select id from profile where shop_id = $1', [shopId]);
}

export function hasMore(client: ShopClient, shopId: string) {
  return client.query<{ id: string }>('select id, orders from profile where shop_id = $1', [shopId]);
}

export function hidesNull(client: ShopClient, shopId: string) {
  return client.query<{ email: string }>('select email from profile where shop_id = $1', [shopId]);
}

export function hidesOuterJoin(client: ShopClient, shopId: string) {
  return client.query<{ key: string; orders: number }>(
    \`with late as (select e.key, p.orders from effect e
        left join profile p on p.shop_id = e.shop_id and p.id = e.profile_id where e.shop_id = $1)
      select key, orders from late\`,
    [shopId],
  );
}

export function hidesEmptySum(client: ShopClient, shopId: string) {
  return client.query<{ orders: number }>(
    'select sum(orders)::int as orders from profile where shop_id = $1',
    [shopId],
  );
}

export function inventsNull(client: ShopClient, shopId: string) {
  return client.query<{ id: string | null; n: number | null }>(
    'select id, count(*) as n from profile where shop_id = $1 group by id',
    [shopId],
  );
}

export function mistakesType(client: ShopClient, shopId: string) {
  return client.query<{ at: Date; kept_apart: number[] }>(
    'select last_seen_at as at, kept_apart from profile where shop_id = $1',
    [shopId],
  );
}

export function sendsTooMany(client: ShopClient, shopId: string) {
  return client.query('delete from profile where shop_id = $1', [shopId, 1]);
}

export function misspells(client: ShopClient, shopId: string) {
  return writeRows(
    client,
    shopId,
    \`update profile set emial = row.email from json_to_recordset($2) as row (id uuid, email text)
      where profile.shop_id = $1 and profile.id = row.id\`,
    [],
  );
}

export function chooses(client: ShopClient, shopId: string, isLocked: boolean, table: 'cart' | 'carts') {
  return client.query(\`select from \${table} where shop_id = $1 \${isLocked ? 'for update' : ''}\`, [shopId]);
}

export function dependsOnInput(client: ShopClient, condition: string) {
  return client.query(\`select from profile where \${condition}\`);
}

export async function readsCursor(client: ShopClient, shopId: string) {
  await client.query(
    \`declare planted no scroll cursor for
     select id, name from profile where shop_id = $1\`,
    [shopId],
  );
  return await client.query<{ id: string; name: string }>('fetch 10 from planted');
}

async function page<Row extends object>(client: ShopClient, text: string, shopId: string) {
  return await client.query<Row>(text, [shopId]);
}

export function isHandedOver(client: ShopClient, shopId: string) {
  return page<{ id: number }>(client, 'select id from profile where shop_id = $1', shopId);
}
`;
