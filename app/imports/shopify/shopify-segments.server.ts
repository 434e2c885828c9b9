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
import {
  completeSegmentReading,
  deleteReleasedSegment,
  deleteSegmentMembers,
  deleteUnfoundMembers,
  dueSegmentReadings,
  markSegmentsDenied,
  restartSegmentReading,
  saveSegmentCursor,
  saveSegmentMembers,
  type SegmentReading,
} from './store/segment-readings.server.ts';

export type SegmentImportServices = DrainServices & { admin: AdminClient };

/** A little less than the hour after which the job is enqueued. */
const READ_EVERY_MS = 50 * MINUTE;

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
  const due = await inShop(pool, shopId, (client) =>
    dueSegmentReadings(client, shopId, clock.now() - READ_EVERY_MS),
  );
  for (const row of due.filter(({ chosen }) => !chosen))
    await releaseSegment(services, shopId, row);
  const wanted = due.filter(({ chosen }) => chosen);
  if (wanted.length === 0) return null;
  const listed = await segments(admin);
  if (listed.outcome === 'throttled') return listed.retryAfterMs;
  if (listed.outcome === 'denied') {
    await inShop(pool, shopId, (client) =>
      markSegmentsDenied(
        client,
        shopId,
        wanted.map(({ id }) => id),
        clock.now(),
      ),
    );
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

async function readMembers(
  services: SegmentImportServices,
  shopId: string,
  row: SegmentReading,
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
        await inShop(pool, shopId, (client) =>
          markSegmentsDenied(client, shopId, [row.id], clock.now()),
        );
        return null;
      case 'user_errors':
      case 'unauthorized':
      case 'failed':
        // A place in a list that Shopify does not know any more: the next try starts again.
        if (cursor !== null)
          await inShop(pool, shopId, (client) => restartSegmentReading(client, shopId, row.id));
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
  { id, reading }: SegmentReading,
  page: { customerIds: string[]; next: string | null; name: string },
): Promise<void> {
  const members = page.customerIds.map((value) => ({ kind: 'customer' as const, value }));
  const isErased = await erasedAmong(client, shopId, ringOf(client).erasedCodes, members);
  const customerIds = members.filter((one) => !isErased(one)).map(({ value }) => value);
  await saveSegmentMembers(client, shopId, { id, reading }, customerIds);
  await saveSegmentCursor(client, shopId, id, page);
}

/** Forgets who was not found by a whole reading, lets the memberships follow and notes when that was. */
async function finish(
  services: SegmentImportServices,
  shopId: string,
  { id, reading, isRead }: SegmentReading,
  problem: 'gone' | null,
): Promise<null> {
  const { pool, clock, heartbeat } = services;
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await deleteUnfoundMembers(client, shopId, { id, reading });
  });
  await applyMembers(services, shopId, id, { startJourneys: isRead });
  await inShop(pool, shopId, async (client) => {
    await completeSegmentReading(client, shopId, { id, reading }, problem, clock.now());
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
  { id }: SegmentReading,
): Promise<void> {
  await inShop(services.pool, shopId, (client) => deleteSegmentMembers(client, shopId, id));
  await applyMembers(services, shopId, id, { startJourneys: false });
  await inShop(services.pool, shopId, (client) => deleteReleasedSegment(client, shopId, id));
}
