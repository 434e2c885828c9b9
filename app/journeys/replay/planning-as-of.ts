import { eventKindOf } from '#app/events/kinds/registry.ts';
import { hasOpenTicket, type TicketEvent } from '#app/messages/planner/open-tickets.ts';
import type { MessageLimits } from '#app/messages/planner/message-limits.ts';
import type { PlannedPerson } from '#app/messages/planner/planned-message.ts';
import { personZone } from '#app/profiles/person-zone.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { newest } from '#app/profiles/timestamped.ts';
import type { ReplayedEvent } from './replayed-event.ts';
import type { ReplayedPerson } from './replayed-person.ts';

/** What the planner of messages reads of a person as of a moment of a replay: it is asked often, the whole profile seldom. */
export class PlanningAsOf {
  private readonly person: ReplayedPerson;
  private readonly tickets: TicketEvent[] = [];
  private engagedAt: number;
  private country: ProfileState['country'] = null;

  constructor(person: ReplayedPerson) {
    this.person = person;
    this.engagedAt = person.firstSeenAt;
  }

  /** Brings it up to date with the next event. */
  receive({ event, traits }: ReplayedEvent): void {
    if (eventKindOf(event.kind).isActivity) this.engagedAt = Math.max(this.engagedAt, event.at);
    if (traits?.country !== undefined)
      this.country = newest(this.country, { value: traits.country, at: traits.at });
    if (event.kind === 'support.ticket_opened' || event.kind === 'support.ticket_closed')
      this.tickets.push(event);
  }

  /** @param now epoch milliseconds */
  personAt(
    now: number,
    { limits, timeZone }: { limits: MessageLimits; timeZone: string },
  ): PlannedPerson {
    const { dealSince } = this.person;
    return {
      timeZone: limits.quietZone === 'shop' ? timeZone : personZone(this.place(), timeZone),
      engagedAt: this.engagedAt,
      hasOpenTicket: hasOpenTicket(this.tickets, now),
      hasOpenDeal: dealSince !== null && dealSince <= now,
      // What people chose of marketing is not known as of a moment.
      frequency: 'all',
      declinedChannels: [],
    };
  }

  /** Of who was there before the events that were read, and gave no other since, the country of now. */
  private place(): Pick<ProfileState, 'country' | 'region'> {
    const { place, firstSeenAt, readFrom } = this.person;
    const { region } = place;
    if (this.country) return { country: this.country, region };
    return { country: firstSeenAt < readFrom ? place.country : null, region };
  }
}
