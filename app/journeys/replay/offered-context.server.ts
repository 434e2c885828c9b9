import type { Journey } from '#app/journeys/definition.ts';
import { stepHandlerOf } from '#app/journeys/steps/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import { dayStart } from '#app/lib/shop-day.ts';
import { loadSalesMargin } from '#app/offers/load-sales-margin.server.ts';
import { monthOf } from '#app/offers/offer-lookup.ts';
import {
  approvedSince,
  pastOffersOfPeople,
  pastUsesOfPeople,
  type PastOfferRow,
  sumPastOffers,
} from '#app/offers/store/past-offers.server.ts';
import { countRecentOrders } from '#app/offers/store/recent-orders.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { ReplayRules } from './replay-rules.ts';
import type { ReplayedPerson } from './replayed-person.ts';
import { runsOfJourney } from './store/runs-of-journey.server.ts';

/** What offers are decided by in a replay beside the profile. */
export type OfferedContext = Pick<ReplayedPerson, 'approvedAt' | 'offeredAt' | 'usedOffers'>;

/** Of whom nothing else is known. */
export const NOT_OFFERED: OfferedContext = {
  approvedAt: null,
  offeredAt: [],
  usedOffers: [],
};

/** Of one person; the newest offers decide. */
const MOST_OFFERS = 200;
/** Orders of these days say how large the share of discounts is. */
const SHARE_MS = 30 * DAY;

/** The keys of the offers that a journey makes. */
export function offersOfJourney({ steps }: Pick<Journey, 'steps'>): string[] {
  return steps.flatMap((step) => {
    const used = stepHandlerOf(step).uses?.(step);
    return used?.kind === 'offer' ? [used.key] : [];
  });
}

/** What the offers of a journey came to in the month in which a window begins, before it. @param from epoch milliseconds */
export async function loadOffersBefore(
  client: ShopClient,
  shopId: string,
  offers: readonly string[],
  from: number,
  timeZone: string,
): Promise<NonNullable<ReplayRules['offersBefore']>> {
  const month = monthOf(from, timeZone);
  const begun = { from: dayStart(month, timeZone) ?? from, until: from };
  const margin = await loadSalesMargin(client, shopId, from);
  return {
    month,
    months: await sumPastOffers(client, shopId, offers, begun),
    recentOrders: await countRecentOrders(client, shopId, from - SHARE_MS, from),
    marginPercent: margin.percent,
    isMarginDue: margin.unknown === 'due',
  };
}

/** What offers to people are decided by, by their ids; offers that the journey itself made in the window are made again. */
export async function loadOfferedContexts(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { journey, from, until }: Pick<ReplayRules, 'journey' | 'from' | 'until'>,
): Promise<Map<string, OfferedContext>> {
  const approved = await approvedSince(client, shopId, profileIds);
  const offers = await pastOffersOfPeople(client, shopId, profileIds, until, MOST_OFFERS);
  const uses = await pastUsesOfPeople(client, shopId, profileIds, until, MOST_OFFERS);
  const runs = offers.flatMap(({ runId, at }) => (runId !== null && at >= from ? runId : []));
  const own = await runsOfJourney(client, shopId, runs, journey.key);
  const others = offers.filter(({ at, runId }) => at < from || runId === null || !own.has(runId));
  const byPerson = new Map<string, PastOfferRow[]>(profileIds.map((id) => [id, []]));
  for (const offer of others) byPerson.get(offer.profileId)?.push(offer);
  return new Map(
    [...byPerson].map(([id, theirs]) => {
      const used = theirs.flatMap(({ version, usedAt }) =>
        usedAt === null ? [] : [{ version, at: usedAt }],
      );
      const usedOffers = [...used, ...uses.filter(({ profileId }) => profileId === id)];
      const offeredAt = theirs.map(({ at }) => at);
      return [id, { approvedAt: approved.get(id) ?? null, offeredAt, usedOffers }];
    }),
  );
}
