import type { ShopClient } from '#app/platform/db.server.ts';
import { rowPage } from '#app/lib/list-view.ts';
import type { ApplicationQueue, QueueEntry } from './list-applications.ts';
import type { QueueView } from './queue-view.ts';
import { fitOf } from './review.ts';
import {
  APPLICATIONS_SHOWN,
  countApplications,
  listApplicationRows,
  type ApplicationRow,
} from './store/list-applications.server.ts';
import { checkTaxId } from './tax-id.ts';

/**
 * A page of the applications as a reviewer works through them, with how many there are of each state. `search` is
 * looked for in company, contact and address.
 * @param currency the shop's, ISO 4217
 */
export async function applicationQueue(
  client: ShopClient,
  shopId: string,
  view: QueueView,
  currency: string,
): Promise<ApplicationQueue> {
  const rows = await listApplicationRows(client, shopId, view);
  const page = rowPage(rows, APPLICATIONS_SHOWN);
  return {
    entries: page.rows.map((row) => entry(row, currency)),
    hasMore: page.hasMore,
    counts: await countApplications(client, shopId),
  };
}

function entry(row: ApplicationRow, currency: string): QueueEntry {
  const { taxNumber, email, website, channels, orders, ...shown } = row;
  const { country, volume } = shown;
  const taxId = checkTaxId(country, taxNumber);
  const { grade } = fitOf({ email, website, channels, orders, volume, currency, taxId });
  return { ...shown, grade };
}
