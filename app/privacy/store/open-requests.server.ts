import type { ShopClient } from '#app/platform/db.server.ts';
import {
  rowsIn,
  type Certificate,
  type ComplianceTopic,
  type RowCounts,
} from '../compliance-request.ts';
import { PersonIdentifiers } from '../person-identifiers.ts';

/** A request that is not done. Times in epoch milliseconds. */
export type OpenRequest = {
  key: string;
  topic: ComplianceTopic;
  request: unknown;
  receivedAt: number;
  /** Who is looked for, once an erasure has begun. */
  work: PersonIdentifiers | null;
  /** Rows by table that were found or erased so far; null before the work began. */
  certificate: { tables: RowCounts; startedAt: number } | null;
};

/** Requests worked on in one run of the job; it is called again while there are more. */
export const REQUESTS_AT_ONCE = 100;

/** Of a request that waits for us; one for data waits no longer once its data was found. */
export const IS_OPEN = `done_at is null and note is null
  and (topic <> 'customers/data_request' or certificate is null)`;

/** Requests that wait for us, the oldest first. */
export async function openRequests(client: ShopClient, shopId: string): Promise<OpenRequest[]> {
  const { rows } = await client.query<OpenRequest>(
    `select delivery_key as key, topic, request, received_at as "receivedAt", work, certificate
       from compliance_duty
      where shop_id = $1 and ${IS_OPEN}
      order by received_at limit $2`,
    [shopId, REQUESTS_AT_ONCE],
  );
  return rows.map((row) => ({
    ...row,
    work: row.work === null ? null : PersonIdentifiers.parse(row.work),
  }));
}

/** Notes how far a request is, in the transaction of the work. */
export async function saveRequestProgress(
  client: ShopClient,
  shopId: string,
  key: string,
  progress: { work: PersonIdentifiers | null; tables: RowCounts; startedAt: number },
): Promise<void> {
  const { work, tables, startedAt } = progress;
  await client.query(
    `update compliance_duty set work = $3, certificate = $4
      where shop_id = $1 and delivery_key = $2`,
    [
      shopId,
      key,
      work === null ? null : JSON.stringify(work),
      JSON.stringify({
        tables,
        startedAt,
        rows: rowsIn(tables),
        finishedAt: startedAt,
        remaining: null,
      }),
    ],
  );
}

/** Ends an erasure: the request names no one any more, the certificate stays. */
export async function completeErasure(
  client: ShopClient,
  shopId: string,
  key: string,
  certificate: Certificate,
): Promise<void> {
  await client.query(
    `update compliance_duty set request = '{}', work = null, certificate = $3, done_at = $4
      where shop_id = $1 and delivery_key = $2`,
    [shopId, key, JSON.stringify(certificate), new Date(certificate.finishedAt)],
  );
}

/** Ends a request for which there is nothing to do, with the reason. */
export async function declineRequest(
  client: ShopClient,
  shopId: string,
  key: string,
  note: string,
  now: number,
): Promise<void> {
  await client.query(
    `update compliance_duty set note = $3, done_at = $4 where shop_id = $1 and delivery_key = $2`,
    [shopId, key, note, new Date(now)],
  );
}

/**
 * Ends a request for data, with a note where it was not done: there is nothing to download, and it names no one any more.
 * Other requests are left as they are.
 * @param place of its row, as `findMentions` gives it
 * @param now epoch milliseconds
 */
export async function closeDataRequest(
  client: ShopClient,
  shopId: string,
  place: string,
  note: string,
  now: number,
): Promise<void> {
  await client.query(
    `update compliance_duty set request = '{}', work = null, done_at = coalesce(done_at, $4),
            note = case when done_at is null then $3 else note end
      where shop_id = $1 and ctid = $2::tid and topic = 'customers/data_request'`,
    [shopId, place, note, new Date(now)],
  );
}
