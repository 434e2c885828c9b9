import type { ShopClient } from '#app/platform/db.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import type { SetupState } from '../setup.ts';

type Row = Omit<SetupState, 'hasSender'> & { settings: unknown };

/** How far the setting up is. */
export async function setupState(client: ShopClient, shopId: string): Promise<SetupState> {
  const { rows } = await client.query<Row>(
    `select (select value from setting where shop_id = $1 order by version desc limit 1) as settings,
            exists (select from topic_count where shop_id = $1 and processed > 0) as "hasEvents",
            exists (select from import_run where shop_id = $1 and purpose = 'history' and kind = 'orders'
              and state = 'done') as "hasHistory",
            exists (select from identity where shop_id = $1 and kind = 'visitor') as "hasVisitors",
            exists (select from application where shop_id = $1) as "hasApplications"`,
    [shopId],
  );
  const [row] = rows;
  if (!row) throw new Error('A select without a table gives one row.');
  const { settings, ...known } = row;
  return { ...known, hasSender: mailSettings(settings).sender !== null };
}
