import { peopleWithOpenTicket } from '#app/events/store/open-tickets.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { insertHeldDecisions } from '#app/messages/delivery/store/held-decisions.server.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import { mayHaveOpenTicket, TICKET_OPEN_MS } from '#app/messages/planner/open-tickets.ts';
import { planInputOf } from '#app/messages/planner/plan-decision-input.ts';
import { planFacts } from '#app/messages/planner/plan-facts.ts';
import type { PlanInput } from '#app/messages/planner/planned-message.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { heldBannerDecision, planBanners, type BannerToPlan } from './plan-banners.ts';
import { selectBannerPlanning } from './store/banner-planning.server.ts';

/**
 * Those of a person's open banners that the planner lets through at a visit. Why it holds the others back is recorded.
 * @param now epoch milliseconds
 */
export async function bannersToShow<B extends BannerToPlan>(
  client: ShopClient,
  shopId: string,
  profileId: string,
  banners: readonly B[],
  openDeals: OpenDeals,
  now: number,
): Promise<B[]> {
  if (banners.length === 0) return [];
  const known = await loadBannerPlan(client, shopId, profileId, openDeals, now);
  if (known === null) return [];
  const { shown, held } = planBanners(banners, known);
  const decisions = held.map(({ banner, message, input, hold }) => ({
    ...heldBannerDecision(banner, hold, now),
    profileId,
    facts: {
      template: banner.content.template,
      class: 'marketing',
      ...(hold.act === 'defer' ? { until: hold.until } : {}),
      ...planFacts(message, input),
    },
    input: planInputOf(message, input),
    journeyKey: banner.journeyKey,
    template: banner.content.template,
  }));
  if (decisions.length > 0) await insertHeldDecisions(client, shopId, decisions, now);
  return shown;
}

/** What showing banners to a person is planned by; null when the shop has no such person. */
async function loadBannerPlan(
  client: ShopClient,
  shopId: string,
  profileId: string,
  openDeals: OpenDeals,
  now: number,
): Promise<Omit<PlanInput, 'waiting'> | null> {
  const rows = await selectBannerPlanning(client, shopId, profileId, now - 7 * DAY);
  const [person] = rows;
  if (!person) return null;
  const { limits, quietHours } = mailSettings(person.settings);
  const mayBeOpen = limits.pausesForTicket && mayHaveOpenTicket(person.tickets, now);
  const asked = mayBeOpen ? [profileId] : [];
  const open = await peopleWithOpenTicket(client, shopId, asked, now - TICKET_OPEN_MS);
  const deals = limits.pausesForDeal ? await openDeals(client, shopId, [profileId]) : new Map();
  return {
    past: rows.flatMap(({ seenAt: at }) =>
      at === null ? [] : [{ channel: 'banner', class: 'marketing', at }],
    ),
    person: {
      // Banners have no quiet hours: who sees one is awake.
      timeZone: 'UTC',
      engagedAt: person.engagedAt,
      hasOpenTicket: open.has(profileId),
      hasOpenDeal: deals.has(profileId),
      frequency: 'all',
      declinedChannels: person.declinesBanners ? ['banner'] : [],
    },
    limits,
    quietHours,
    now,
  };
}
