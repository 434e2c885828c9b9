import type { ShopClient } from '#app/platform/db.server.ts';
import type { Backlog, HomeFigures } from '../home.ts';

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

type HomeProblems = Pick<HomeFigures, 'quarantined' | 'mailsInDoubt' | 'companiesRefused'>;

/** What failed, of the kinds that the start page warns of. */
export async function countHomeProblems(client: ShopClient, shopId: string): Promise<HomeProblems> {
  const { rows } = await client.query<HomeProblems>(
    `select (select count(*) from quarantine where shop_id = $1 and replayed_at is null) as quarantined,
            (select count(*) from effect
              where shop_id = $1 and kind = 'email' and state = 'in_doubt') as "mailsInDoubt",
            (select count(*) from effect
              where shop_id = $1 and kind = 'create_company' and state = 'failed') as "companiesRefused"`,
    [shopId],
  );
  return rows[0] ?? { quarantined: 0, mailsInDoubt: 0, companiesRefused: 0 };
}
