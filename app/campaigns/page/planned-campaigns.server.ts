import { campaignJourneyKey } from '#app/effects/campaign-key.ts';
import type { PlannedMoment } from '#app/journeys/page/calendar.ts';
import { localMoment } from '#app/lib/local-moment.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import type { Campaign } from '#app/campaigns/campaign.ts';
import { templateOf } from '#app/campaigns/prepare-recipients.server.ts';
import { plannedCampaigns } from '#app/campaigns/store/campaigns.server.ts';

/**
 * What campaigns come to that has no email in the outbox yet: those that are scheduled, with the size of their segment now,
 * and who is left of those that began.
 * @param timeZone the shop's (IANA)
 * @param now epoch milliseconds
 */
export async function loadPlannedCampaigns(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  now: number,
): Promise<PlannedMoment[]> {
  const planned = await plannedCampaigns(client, shopId);
  if (planned.length === 0) return [];
  const members = await readFigures(client, shopId, ['members']);
  const sizes = new Map(members.map(({ key, count }) => [key, count]));
  return planned.map((campaign): PlannedMoment => {
    const { id, content, startedAt, peopleTotal, peopleDone } = campaign;
    const size = sizes.get(content.segment) ?? 0;
    return {
      at: plannedAt(campaign, timeZone, now),
      journeyKey: campaignJourneyKey(id),
      channel: 'email',
      template: templateOf(id, content),
      expected: startedAt === null ? size : Math.max(0, peopleTotal - peopleDone),
    };
  });
}

/** When most of it is due. */
function plannedAt({ content: { timing }, beginsAt }: Campaign, timeZone: string, now: number) {
  const at = timing.kind === 'person' ? localMoment(timing.day, timing.time, timeZone) : beginsAt;
  return Math.max(now, at ?? now);
}
