import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { changePolicy } from '#app/engine/recompute/change-policy.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { assertLease } from '#app/queue/heartbeat.server.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { erasedAmong } from '#app/privacy/erased-identifiers.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { gidOf } from '#app/shopify/gid.ts';
import { customerSegmentMembers } from '#app/shopify/operations/customer-segment-members.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import { shopifyKey } from '#app/segments/shopify-key.ts';
import { askingSegments } from '#app/segments/shopify-segments.server.ts';
import { applyMembers } from './apply-members.server.ts';

export type SegmentImportServices = DrainServices & { admin: AdminClient };

/** A little less than the hour after which the job is enqueued. */
const READ_EVERY_MS = 50 * MINUTE;

type Row = {
  id: string;
  chosen: boolean;
  reading: number;
  cursor: string | null;
  /** Whether its members are known from an earlier reading. */
  isRead: boolean;
};

/**
 * Reads the members of Shopify's segments that the shop uses, where that is due, page by page; a reading that was
 * killed goes on at its page. Who is in and who is not follows once a reading is complete, so a part never counts.
 * @returns after how many milliseconds to go on, when Shopify asked for a pause; null when all is read
 * @throws when there was no token or no usable answer: to be tried again later
 */
export async function readShopifySegments(
  services: SegmentImportServices,
  shopId: string,
): Promise<number | null> {
  const { pool, admin, clock } = services;
  const due = await inShop(pool, shopId, (client) => dueSegments(client, shopId, clock.now()));
  for (const row of due.filter(({ chosen }) => !chosen))
    await releaseSegment(services, shopId, row);
  const wanted = due.filter(({ chosen }) => chosen);
  if (wanted.length === 0) return null;
  const listed = await segments(admin);
  if (listed.outcome === 'throttled') return listed.retryAfterMs;
  if (listed.outcome === 'denied') {
    await inShop(pool, shopId, (client) => noteDenied(client, shopId, wanted, clock.now()));
    return null;
  }
  if (listed.outcome !== 'ok' && listed.outcome !== 'redacted') throw unread(listed.outcome);
  const names = new Map(listed.data.map(({ id, name }) => [id, name]));
  for (const row of wanted) {
    const name = names.get(row.id);
    const pause =
      name === undefined
        ? await finish(services, shopId, { ...row, reading: row.reading + 1 }, 'gone')
        : await readMembers(services, shopId, row, name);
    if (pause !== null) return pause;
  }
  return null;
}

function unread(outcome: string): Error {
  return new Error(`Shopify's segments are not read (${outcome}); the job will try again.`);
}

async function dueSegments(client: ShopClient, shopId: string, now: number): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `select id, chosen, reading, cursor,
            size is not null and problem is distinct from 'gone' as "isRead" from shopify_segment
      where shop_id = $1 and (read_at is null or read_at <= $2 or cursor is not null or not chosen)
      order by read_at nulls first, id`,
    [shopId, new Date(now - READ_EVERY_MS)],
  );
  return rows;
}

async function readMembers(
  services: SegmentImportServices,
  shopId: string,
  row: Row,
  name: string,
): Promise<number | null> {
  const { pool, admin, clock } = services;
  let { cursor } = row;
  for (;;) {
    const page = await customerSegmentMembers(admin, gidOf('Segment', row.id), cursor);
    switch (page.outcome) {
      case 'ok':
      case 'redacted':
        break;
      case 'throttled':
        return page.retryAfterMs;
      case 'denied':
        await inShop(pool, shopId, (client) => noteDenied(client, shopId, [row], clock.now()));
        return null;
      case 'user_errors':
      case 'unauthorized':
      case 'failed':
        // A place in a list that Shopify does not know any more: the next try starts again.
        if (cursor !== null)
          await inShop(pool, shopId, (client) => restartMembers(client, shopId, row));
        throw unread(page.outcome);
    }
    const { customerIds, next } = page.data;
    await inShop(pool, shopId, (client) =>
      savePage(client, shopId, row, { customerIds, next, name }),
    );
    if (next === null) return await finish(services, shopId, row, null);
    cursor = next;
  }
}

async function savePage(
  client: ShopClient,
  shopId: string,
  { id, reading }: Row,
  page: { customerIds: string[]; next: string | null; name: string },
): Promise<void> {
  const members = page.customerIds.map((value) => ({ kind: 'customer' as const, value }));
  const isErased = await erasedAmong(client, shopId, ringOf(client).erasedCodes, members);
  const customerIds = members.filter((one) => !isErased(one)).map(({ value }) => value);
  await client.query(
    `insert into shopify_segment_member (shop_id, segment_id, customer_id, reading)
     select distinct $1::uuid, $2, customer_id, $4::int from unnest($3::text[]) as customer_id
     on conflict (shop_id, segment_id, customer_id) do update set reading = excluded.reading`,
    [shopId, id, customerIds, reading],
  );
  await client.query(
    'update shopify_segment set cursor = $3, name = $4 where shop_id = $1 and id = $2',
    [shopId, id, page.next, page.name],
  );
}

/** Forgets who was not found by a whole reading, lets the memberships follow and notes when that was. */
async function finish(
  services: SegmentImportServices,
  shopId: string,
  { id, reading, isRead }: Row,
  problem: 'gone' | null,
): Promise<null> {
  const { pool, clock, heartbeat } = services;
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await client.query(
      'delete from shopify_segment_member where shop_id = $1 and segment_id = $2 and reading < $3',
      [shopId, id, reading],
    );
  });
  await applyMembers(services, shopId, id, { startJourneys: isRead });
  await inShop(pool, shopId, async (client) => {
    await client.query(
      `update shopify_segment set read_at = $3, problem = $4, cursor = null, reading = $5,
         size = (select count(*) from shopify_segment_member where shop_id = $1 and segment_id = $2)
        where shop_id = $1 and id = $2`,
      [shopId, id, new Date(clock.now()), problem, reading + 1],
    );
    // Conditions about it can be evaluated from now on, or no more.
    const isKnown = problem === null;
    if (isKnown !== isRead && (await askingSegments(client, shopId, shopifyKey(id))).length > 0)
      await changePolicy(client, shopId);
  });
  return null;
}

/** A segment that is not used any more has no members here. */
async function releaseSegment(
  services: SegmentImportServices,
  shopId: string,
  { id }: Row,
): Promise<void> {
  await inShop(services.pool, shopId, (client) =>
    client.query('delete from shopify_segment_member where shop_id = $1 and segment_id = $2', [
      shopId,
      id,
    ]),
  );
  await applyMembers(services, shopId, id, { startJourneys: false });
  await inShop(services.pool, shopId, (client) =>
    client.query('delete from shopify_segment where shop_id = $1 and id = $2 and not chosen', [
      shopId,
      id,
    ]),
  );
}

async function noteDenied(
  client: ShopClient,
  shopId: string,
  rows: readonly Row[],
  now: number,
): Promise<void> {
  await client.query(
    `update shopify_segment set problem = 'denied', read_at = coalesce(read_at, $3)
      where shop_id = $1 and id = any($2)`,
    [shopId, rows.map(({ id }) => id), new Date(now)],
  );
}

async function restartMembers(client: ShopClient, shopId: string, { id }: Row): Promise<void> {
  await client.query(
    'update shopify_segment set cursor = null, reading = reading + 1 where shop_id = $1 and id = $2',
    [shopId, id],
  );
}
