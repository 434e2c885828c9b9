import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { transferId } from './file-definition.ts';
import { exportable, fileContentOf, type ExportChoice } from './exportable.ts';
import { loadTransferState } from './load-transfer-state.server.ts';
import { writeExportFiles } from './split-export.ts';

/**
 * The files of what was chosen of a shop, mostly one: what is live, and of what was never published the draft. That it was asked for, and
 * by whom, is recorded.
 * @param by the member of staff
 * @param now epoch milliseconds
 * @returns null when nothing that was chosen is there
 */
export async function exportDefinitions(
  client: ShopClient,
  shop: { id: string; domain: string },
  choice: ExportChoice,
  by: string,
  now: number,
): Promise<string[] | null> {
  const { current } = await loadTransferState(client, shop.id);
  const chosen = exportable(current.values()).filter(
    (one) => choice.kinds.includes(one.kind) || transferId(one) === choice.id,
  );
  if (chosen.length === 0) return null;
  const after = { definitions: chosen.length, ids: chosen.slice(0, 50).map(transferId) };
  const entry = { actor: by, action: 'transfer.exported', subject: 'transfer', before: null };
  await recordAudit(client, shop.id, { ...entry, after }, now);
  return writeExportFiles(chosen.map(fileContentOf), shop.domain, now);
}
