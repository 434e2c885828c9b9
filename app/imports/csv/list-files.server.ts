import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage, type ListView } from '#app/lib/list-view.ts';
import type { FilePage, FileSort } from './list-files.ts';
import { findFiles, hasFiles } from './store/list-files.server.ts';

/** Files on a page. */
const FILES_SHOWN = 50;

/** A page of the imported files. `search` is looked for in their names. */
export async function listFiles(
  client: ShopClient,
  shopId: string,
  view: ListView<FileSort>,
): Promise<FilePage> {
  const rows = await findFiles(client, shopId, view, FILES_SHOWN);
  return { ...rowPage(rows, FILES_SHOWN), ...(await hasFiles(client, shopId)) };
}
