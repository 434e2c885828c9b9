import type { DomainEvent } from '#app/events/event.ts';
import {
  eventsAskedAgain,
  journeysAskedAgain,
  kindsAskedAgain,
  spanAskedAgain,
} from '#app/journeys/ask-again.ts';
import type { Journey } from '#app/journeys/definition.ts';

/** An event about which the journey is asked again, and the ids of the decisions that it began no run. */
type EventAskedAgain = { event: DomainEvent; refusals: readonly string[] };

/** What a person did a little while ago, about which the journey is asked again when more is received of them. */
export class StartsAfterAll {
  private readonly kinds: ReadonlySet<string>;
  private earlier: EventAskedAgain[] = [];

  constructor(journey: Journey) {
    this.kinds = new Set(kindsAskedAgain(journeysAskedAgain([journey])));
  }

  /** Notes what was received, and the ids of the decisions that it began no run. */
  note(event: DomainEvent, refusals: readonly string[]): void {
    if (this.kinds.has(event.kind)) this.earlier.push({ event, refusals });
  }

  /** What the journey is asked about again, now that this is received; the oldest first. */
  askedBy(fact: DomainEvent, now: number): EventAskedAgain[] {
    const { from } = spanAskedAgain([], now);
    this.earlier = this.earlier.filter(({ event }) => event.at >= from);
    const { earlier } = this;
    const events = earlier.map(({ event }) => event);
    return eventsAskedAgain(fact, events, now).map((event) => ({
      event,
      refusals: earlier.find((one) => one.event === event)?.refusals ?? [],
    }));
  }
}
