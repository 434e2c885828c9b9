import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import { lockDefinition } from '#app/definitions/store/definitions.server.ts';
import { startsOnDates } from '#app/journeys/date-starts.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { openRecomputation } from '#app/segments/store/recomputation.server.ts';
import { savePolicyVersion } from '#app/shopify/store/policy-version.server.ts';

/** After these a journey may start runs that it did not start before. */
const STARTING: readonly string[] = ['published', 'restored', 'resumed', 'updated'];
/** After these its people stand still no more. */
const RELEASING: readonly string[] = ['resumed', 'archived'];

/**
 * What follows from a change of a journey: those who stood still go on, and where days of people start it, all people are
 * looked at again, so that each is due on their day. One of the last calls of the transaction.
 */
export async function followJourneyChange(
  client: ShopClient,
  shopId: string,
  key: string,
  { outcome }: { outcome: string },
): Promise<void> {
  if (RELEASING.includes(outcome)) await enqueueJob(client, shopId, 'journeys');
  if (!STARTING.includes(outcome)) return;
  const row = await lockDefinition(client, shopId, 'journey', key);
  const [live] = await readVersions(client, shopId, journeyKind, liveVersions(row ? [row] : []));
  if (!live || !startsOnDates(live.content)) return;
  await openRecomputation(client, shopId);
  await savePolicyVersion(client, shopId);
  await enqueueJob(client, shopId, 'assess');
}
