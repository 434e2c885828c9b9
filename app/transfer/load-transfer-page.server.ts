import { arrangeRows } from '#app/lib/arrange-rows.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { contentDrafts, type ContentDraft } from './content-draft.ts';
import { EXPORT_ORDER, exportRows, type ExportRow, type ExportSort } from './exportable.ts';
import { TRANSFER_KINDS, type TransferKind } from './file-definition.ts';
import { loadTransferState } from './load-transfer-state.server.ts';

const ROWS_PER_PAGE = 20;

/** What the page of export and import shows of a shop. */
export type TransferPageData = {
  /** How many of each kind can be exported. */
  counts: { kind: TransferKind; count: number }[];
  rows: RowPage<ExportRow>;
  drafts: ContentDraft[];
};

/** Loads what can be exported, a page of it, and the drafts that are published on this page. */
export async function loadTransferPage(
  client: ShopClient,
  shopId: string,
  view: ListView<ExportSort>,
): Promise<TransferPageData> {
  const state = await loadTransferState(client, shopId);
  const rows = exportRows(state.current.values());
  return {
    counts: TRANSFER_KINDS.map((kind) => ({
      kind,
      count: rows.filter((row) => row.kind === kind).length,
    })),
    rows: arrangeRows(rows, view, EXPORT_ORDER, ROWS_PER_PAGE),
    drafts: contentDrafts(state),
  };
}
