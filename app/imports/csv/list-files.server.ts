import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, rowPage, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ListedFile, FileSort, FilePage } from './list-files.ts';

/** Files on a page. */
const FILES_SHOWN = 50;

const SORTED_BY: Record<FileSort, string> = {
  created: 'created_at',
  name: 'lower(file_name)',
  rows: 'rows_done',
};

/** A page of the imported files. `search` is looked for in their names. */
export async function listFiles(
  client: ShopClient,
  shopId: string,
  view: ListView<FileSort>,
): Promise<FilePage> {
  const { rows } = await client.query<ListedFile>(
    `select id, file_name as "fileName", state, kind, rows_done as "rowsDone", created_at as "createdAt"
       from move_in where shop_id = $1 and position($2 in lower(file_name)) > 0
      order by ${SORTED_BY[view.sort]} ${sqlOrder(view)}, id desc
      limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, FILES_SHOWN)],
  );
  const { rows: all } = await client.query<Pick<FilePage, 'hasAny' | 'isAtWork'>>(
    `select exists (select from move_in where shop_id = $1) as "hasAny",
            exists (select from move_in where shop_id = $1 and state in ('checking', 'running')) as "isAtWork"`,
    [shopId],
  );
  const { hasAny = false, isAtWork = false } = all[0] ?? {};
  return { ...rowPage(rows, FILES_SHOWN), hasAny, isAtWork };
}
