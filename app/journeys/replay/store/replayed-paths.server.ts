import {
  limitAndOffset,
  rowPage,
  sqlOrder,
  type ListView,
  type RowPage,
} from '#app/lib/list-view.ts';
import type { ReplayPersonRow, ReplayPersonSort } from '#app/journeys/replay/replay-record.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { writeRows, type StatementRow } from '#app/platform/write-rows.server.ts';

const INSERT = `insert into replay_person (shop_id, replay_id, profile_id, entered_at, mails, skipped, orders, end_reason,
    path)
  select $1, $3, row.profile_id, row.entered_at, row.mails, row.skipped, row.orders, row.end_reason, row.path
  from json_to_recordset($2) as row (profile_id uuid, entered_at timestamptz, mails int, skipped int, orders int,
    end_reason text, path json)
  join profile on profile.shop_id = $1 and profile.id = row.profile_id
  on conflict do nothing`;

/** Saves what a replay came to for some people, each once. One who was merged or erased meanwhile is left out. */
export async function saveReplayedPaths(
  client: ShopClient,
  shopId: string,
  replayId: string,
  people: readonly StatementRow<typeof INSERT>[],
): Promise<void> {
  await writeRows(client, shopId, INSERT, people, replayId);
}

const ORDER: Record<ReplayPersonSort, string> = {
  entered: 'one.entered_at',
  mails: 'one.mails',
  orders: 'one.orders',
};

/** People in a replay, a page of the list: `search` is looked for in name and address. */
export async function listReplayedPeople(
  client: ShopClient,
  shopId: string,
  replayId: string,
  view: ListView<ReplayPersonSort>,
  perPage: number,
): Promise<RowPage<ReplayPersonRow>> {
  const { rows } = await client.query<ReplayPersonRow>(
    `select one.profile_id as "profileId", name, email, one.entered_at as "enteredAt", one.mails, one.skipped, one.orders,
            one.end_reason as "endReason", one.path
       from replay_person one
       join profile on profile.shop_id = $1 and profile.id = one.profile_id
      where one.shop_id = $1 and one.replay_id = $2
        and position($3 in lower(concat_ws(' ', name, email))) > 0
      order by ${ORDER[view.sort]} ${sqlOrder(view)}, one.profile_id limit $4 offset $5`,
    [shopId, replayId, view.search.toLowerCase(), ...limitAndOffset(view, perPage)],
  );
  return rowPage(rows, perPage);
}
