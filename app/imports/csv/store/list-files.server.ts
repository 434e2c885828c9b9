import type { ShopClient } from '#app/platform/db.server.ts';
import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { FilePage, FileSort, ListedFile } from '../list-files.ts';

const SORTED_BY: Record<FileSort, string> = {
  created: 'created_at',
  name: 'lower(file_name)',
  rows: 'rows_done',
};

/**
 * The imported files of a page, and one more where there are more. `search` is looked for in their names.
 * @param shown how many files a page has
 */
export async function findFiles(
  client: ShopClient,
  shopId: string,
  view: ListView<FileSort>,
  shown: number,
): Promise<ListedFile[]> {
  const { rows } = await client.query<ListedFile>(
    `select id, file_name as "fileName", state, kind, rows_done as "rowsDone", created_at as "createdAt"
       from move_in where shop_id = $1 and position($2 in lower(file_name)) > 0
      order by ${SORTED_BY[view.sort]} ${sqlOrder(view)}, id desc
      limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, shown)],
  );
  return rows;
}

type FilesAtAll = Pick<FilePage, 'hasAny' | 'isAtWork'>;

/** Whether a shop has any file, and whether a job is at work on one. */
export async function hasFiles(client: ShopClient, shopId: string): Promise<FilesAtAll> {
  const { rows } = await client.query<FilesAtAll>(
    `select exists (select from move_in where shop_id = $1) as "hasAny",
            exists (select from move_in where shop_id = $1 and state in ('checking', 'running')) as "isAtWork"`,
    [shopId],
  );
  return rows[0] ?? { hasAny: false, isAtWork: false };
}
