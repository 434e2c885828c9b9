import type { ShopClient } from '#app/platform/db.server.ts';
import type { DmarcReport } from '../reports/dmarc-report.ts';
import type { KeptReport } from '../reports/reported-sources.ts';

/** The newest reports are shown; receivers send one a day each. */
const MOST_REPORTS = 300;

/** Keeps a report; the same one again replaces it. */
export async function saveDmarcReport(
  client: ShopClient,
  shopId: string,
  { id, domain, reporter, begin, end, sources }: DmarcReport & { id: string },
): Promise<void> {
  await client.query(
    `insert into dmarc_report (shop_id, id, domain, reporter, begins_at, ends_at, sources)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (shop_id, id) do update set sources = excluded.sources`,
    [shopId, id, domain, reporter, new Date(begin), new Date(end), JSON.stringify(sources)],
  );
}

/** The newest reports of the shop. */
export async function listDmarcReports(client: ShopClient, shopId: string): Promise<KeptReport[]> {
  const { rows } = await client.query<KeptReport>(
    `select begins_at as begin, ends_at as end, sources from dmarc_report
      where shop_id = $1 order by ends_at desc, id limit $2`,
    [shopId, MOST_REPORTS],
  );
  return rows;
}

/** Deletes reports that ended before then, at most so many as a day brings. */
export async function deleteDmarcReports(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<void> {
  await client.query(
    `delete from dmarc_report where shop_id = $1 and id in (
       select id from dmarc_report where shop_id = $1 and ends_at < $2 order by ends_at limit $3)`,
    [shopId, new Date(before), MOST_REPORTS],
  );
}
