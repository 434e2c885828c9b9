import type { ShopClient } from '#app/platform/db.server.ts';
import type { Backlog } from '../home.ts';

/** The deliveries that are not processed yet. */
export async function inboxBacklog(client: ShopClient, shopId: string): Promise<Backlog> {
  const { rows } = await client.query<Backlog>(
    'select count(*) as count, min(received_at) as "oldestAt" from inbox where shop_id = $1',
    [shopId],
  );
  return rows[0] ?? { count: 0, oldestAt: null };
}

/** The applications that staff have not decided on. */
export async function applicationBacklog(client: ShopClient, shopId: string): Promise<Backlog> {
  const { rows } = await client.query<Backlog>(
    `select count(*) as count, min(submitted_at) as "oldestAt" from application
      where shop_id = $1 and state = 'submitted'`,
    [shopId],
  );
  return rows[0] ?? { count: 0, oldestAt: null };
}
