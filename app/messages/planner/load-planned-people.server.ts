import { peopleWithOpenTicket } from '#app/events/store/open-tickets.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import type { MessageLimits } from './message-limits.ts';
import { mayHaveOpenTicket, TICKET_OPEN_MS } from './open-tickets.ts';
import type { PastMessage, PlannedPerson } from './planned-message.ts';
import { selectPlannedPeople } from './store/planned-people.server.ts';

/** Whom the planner plans for, with the marketing emails that they got and that count: of the last seven
 * days, or of the last 30. */
export type PersonToPlan = PlannedPerson & { past: PastMessage[] };

/** By what a shop's messages are planned. */
export type PlanningShop = { timeZone: string; limits: MessageLimits };

/**
 * People with what the planner reads of them.
 * @param dealsOf those of some people with whom a deal is open
 * @param now epoch milliseconds
 */
export async function loadPlannedPeople(
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
  { timeZone, limits }: PlanningShop,
  now: number,
  dealsOf: OpenDeals,
): Promise<Map<string, PersonToPlan>> {
  const since = { weekly: now - 7 * DAY, monthly: now - 30 * DAY };
  const rows = await selectPlannedPeople(client, shopId, profileIds, since);
  const asked = rows.filter(({ tickets }) => mayHaveOpenTicket(tickets, now)).map(({ id }) => id);
  const wanted = limits.pausesForTicket ? [...new Set(asked)] : [];
  const tickets = await peopleWithOpenTicket(client, shopId, wanted, now - TICKET_OPEN_MS);
  const deals = limits.pausesForDeal ? await dealsOf(client, shopId, profileIds) : new Map();
  const people = new Map<string, PersonToPlan>();
  for (const { id, sentAt, engagedAt, country, region, ...chosen } of rows) {
    const zone = limits.quietZone === 'shop' ? timeZone : personZone({ country, region }, timeZone);
    const person: PersonToPlan = people.get(id) ?? {
      timeZone: zone,
      engagedAt,
      hasOpenTicket: tickets.has(id),
      hasOpenDeal: deals.has(id),
      frequency: chosen.frequency ?? 'all',
      declinedChannels: chosen.declinesBanners ? ['banner'] : [],
      past: [],
    };
    if (sentAt !== null) person.past.push({ channel: 'email', class: 'marketing', at: sentAt });
    people.set(id, person);
  }
  return people;
}

/**
 * Those of some people with whom the shop has an open deal, and since when, epoch milliseconds. Deals belong to a later
 * capability, which gives them.
 */
export type OpenDeals = (
  client: ShopClient,
  shopId: string,
  profileIds: readonly string[],
) => Promise<ReadonlyMap<string, number>>;
