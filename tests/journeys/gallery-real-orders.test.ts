import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { replayPerson, type PersonReplay } from '#app/journeys/replay/journey-replay.ts';
import type { TimedSegmentChange } from '#app/journeys/segment-changes.ts';
import { DAY } from '#app/lib/duration.ts';
import { templates } from '#app/messages/templates.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import { resolveReferences } from '#app/segments/resolve-references.ts';
import { eventAt, JourneyStory } from '#tests/fixtures/journey-story.ts';
import { readBuyers, recordedEvents, type Buyer } from '#tests/fixtures/orders/order-histories.ts';
import { replayedPerson, replayRules } from '#tests/fixtures/replayed-story.ts';

const buyers = await readBuyers();
const [FROM, UNTIL] = [Date.parse('2011-02-01'), Date.parse('2011-05-01')];
/** When a customer without an order comes into “At risk”. */
const AT_RISK_MS = 90 * DAY;
/** Every so many of the customers is lived through too, which costs more than a replay. */
const LIVED_EACH = 12;
const EMAIL = 'buyer@people.example';
const { predicates: segments } = shopSegments([]);

/** A journey of the gallery as the rules of a shop read it. */
function journeyOf(key: string): Journey {
  const found = galleryJourneys.find(({ journey }) => journey.key === key);
  if (!found) throw new Error(`The gallery has no journey ${key}.`);
  return withJourneyPredicates(found.journey, (predicate) =>
    resolveReferences(predicate, { segments, collections: new Map(), timeZone: 'Europe/London' }),
  );
}

/** What is recorded of a customer, who subscribed before; each order leaves two days later, which is not recorded. */
function eventsOf(buyer: Buyer): DomainEvent[] {
  const [first] = buyer.orders;
  const consent = eventAt((first?.at ?? 0) - DAY, {
    kind: 'consent.changed',
    channel: 'email',
    address: EMAIL,
    state: 'subscribed',
    source: 'form',
    evidence: 'act',
    wording: null,
    page: null,
  });
  const recorded = recordedEvents(buyer).map(({ at, payload }) => eventAt(at, payload));
  const shipped = buyer.orders.map(({ id, at }) =>
    eventAt(at + 2 * DAY, { kind: 'order.shipped', orderId: id, parcel: { id, lines: null } }),
  );
  return [consent, ...recorded, ...shipped]
    .map((event) => ({ ...event, traits: { email: EMAIL } }))
    .filter(({ at }) => at < UNTIL)
    .toSorted((a, b) => a.at - b.at);
}

/** When the customer came into “At risk”, and left it by an order. */
function atRisk({ orders }: Buyer): TimedSegmentChange[] {
  return orders.flatMap(({ at }, index): TimedSegmentChange[] => {
    const [entered, next] = [at + AT_RISK_MS, orders[index + 1]?.at ?? Infinity];
    if (next <= entered || entered >= UNTIL) return [];
    const change = { segment: 'at_risk' };
    return [
      { ...change, kind: 'entered', at: entered },
      ...(next < UNTIL ? [{ ...change, kind: 'left' as const, at: next }] : []),
    ];
  });
}

const emails = new Map(templates.map(({ key, ...content }) => [key, content]));

function replayOf(journey: Journey, buyer: Buyer): PersonReplay {
  const rules = replayRules(journey, { from: FROM, until: UNTIL, emails });
  const person = replayedPerson(eventsOf(buyer), { email: EMAIL, changes: atRisk(buyer) });
  return replayPerson(rules, person);
}

/** What a worker that is never late does for the customer once the journey is live. */
function liveOf(journey: Journey, buyer: Buyer): JourneyStory {
  const rules = { model: retailModel, timeZone: 'Europe/London' };
  const story = new JourneyStory({ ...rules, journeys: [] });
  const moments = new Set([FROM, UNTIL, ...atRisk(buyer).map(({ at }) => at)]);
  const passTo = (until: number) => {
    for (;;) {
      const wakes = [...story.runs.values()].flatMap(({ wakeAt }) => wakeAt ?? []);
      const next = Math.min(...wakes, ...moments);
      if (next > until) return;
      moments.delete(next);
      if (next === FROM) story.goBy({ ...rules, journeys: [journey] });
      story.passTo(next);
    }
  };
  for (const event of eventsOf(buyer)) {
    passTo(event.at);
    story.receive(event);
  }
  passTo(UNTIL);
  return story;
}

/** The emails that were planned, as `template@moment`. */
function plannedIn({ mails }: PersonReplay): string[] {
  return mails.map(({ payload, createdAt }) => `${payload.template}@${String(createdAt)}`).sort();
}

type Figures = {
  people: number;
  runs: number;
  sent: Record<string, number>;
  skipped: number;
  /** Runs that an order ended. */
  ordered: number;
};

function figuresOf(journey: Journey): Figures {
  const figures: Figures = { people: 0, runs: 0, sent: {}, skipped: 0, ordered: 0 };
  for (const buyer of buyers) {
    const { runs, mails, failures } = replayOf(journey, buyer);
    expect(failures).toEqual([]);
    if (runs.length > 0) figures.people += 1;
    figures.runs += runs.length;
    figures.ordered += runs.filter(({ endReason }) => endReason === 'ordered').length;
    for (const { state, payload } of mails)
      if (state === 'sent')
        figures.sent[payload.template] = (figures.sent[payload.template] ?? 0) + 1;
      else if (state === 'skipped') figures.skipped += 1;
  }
  return figures;
}

describe('over three recorded months of a shop', () => {
  test.each<[string, Figures]>([
    [
      'post-purchase',
      {
        people: 1_874,
        runs: 3_467,
        sent: { 'order-thanks': 3_464, 'order-care': 3_270, 'review-request': 3_080 },
        skipped: 3,
        ordered: 0,
      },
    ],
    [
      'replenishment',
      {
        people: 427,
        runs: 1_010,
        sent: { 'order-again': 494, 'order-again-reminder': 210 },
        skipped: 0,
        ordered: 492,
      },
    ],
    [
      'win-back',
      {
        people: 653,
        runs: 653,
        sent: { 'win-back-1': 653, 'win-back-2': 522, 'win-back-last': 404 },
        skipped: 0,
        ordered: 64,
      },
    ],
  ])('%s would have sent', (key, figures) => {
    expect(figuresOf(journeyOf(key))).toEqual(figures);
  });

  test.each(['post-purchase', 'replenishment', 'win-back'])(
    'the replay of %s plans what a live run under a simulated clock plans',
    (key) => {
      const journey = journeyOf(key);
      const some = buyers.filter((_, index) => index % LIVED_EACH === 0);
      for (const buyer of some) {
        const live = liveOf(journey, buyer).effects.flatMap(({ kind, payload, dueAt }) =>
          kind === 'email' ? `${payload.template}@${String(dueAt)}` : [],
        );
        expect(plannedIn(replayOf(journey, buyer)), buyer.customer).toEqual(live.sort());
      }
      expect(some.length).toBeGreaterThan(100);
    },
  );
});
