import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import {
  eventAt,
  JourneyStory,
  orderEvents,
  parcelEvent,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';

const ordered = orderEvents(STORY_START);

/** Every care mail, as the days since the order and the parcels it is about. */
function careMails(story: JourneyStory): string[] {
  return story.effects.flatMap(({ payload, dueAt }) =>
    'class' in payload && payload.template === 'order-care' && payload.context.subject === 'order'
      ? [`${String((dueAt - STORY_START) / DAY)}: ${(payload.context.parcels ?? []).join(' ')}`]
      : [],
  );
}

/** What comes of events that are each received at their moment, or at the second one. */
function careAfter(received: (DomainEvent | [DomainEvent, number])[]): string[] {
  const story = new JourneyStory();
  for (const one of received) {
    const [event, now] = Array.isArray(one) ? one : [one, one.at];
    story.passTo(now).receive(event, now);
  }
  return careMails(story.passTo(STORY_START + 90 * DAY));
}

function at(days: number): number {
  return STORY_START + days * DAY;
}

describe('care is asked about', () => {
  test.each<[string, (DomainEvent | [DomainEvent, number])[], string[]]>([
    ['three days after the parcel', [...ordered, parcelEvent(at(2))], ['5: 31']],
    [
      'three days after a parcel that was received before the order',
      [
        [parcelEvent(at(1)), at(2)],
        ...ordered.map((event): [DomainEvent, number] => [event, at(2)]),
      ],
      ['4: 31'],
    ],
    [
      'not about a parcel of another order',
      [
        ...ordered,
        eventAt(at(1), { kind: 'order.shipped', orderId: '8', parcel: { id: '30', lines: null } }),
      ],
      [],
    ],
    [
      'not about a parcel of another order that was received first',
      [
        eventAt(at(1), { kind: 'order.shipped', orderId: '8', parcel: { id: '30', lines: null } }),
        ...ordered.map((event): [DomainEvent, number] => [event, at(2)]),
      ],
      [],
    ],
    [
      'for each parcel, when they leave days apart',
      [...ordered, parcelEvent(at(1)), parcelEvent(at(3), '32')],
      ['4: 31', '6: 32'],
    ],
    [
      'for a second parcel that leaves after the first was asked about',
      [...ordered, parcelEvent(at(1)), parcelEvent(at(10), '32')],
      ['4: 31', '13: 32'],
    ],
    [
      'once, when they leave on one day',
      [...ordered, parcelEvent(at(1)), parcelEvent(at(1) + HOUR, '32')],
      ['4: 31 32'],
    ],
    [
      'once, when one parcel leaves and arrives',
      [...ordered, parcelEvent(at(1)), parcelEvent(at(5), '31', 'order.delivered')],
      ['4: 31'],
    ],
    [
      'three days after the arrival of a parcel whose shipment was never received',
      [...ordered, parcelEvent(at(4), '31', 'order.delivered')],
      ['7: 31'],
    ],
    [
      'three days after it left, when that is received after its arrival',
      [...ordered, parcelEvent(at(4), '31', 'order.delivered'), [parcelEvent(at(2)), at(4) + HOUR]],
      ['5: 31'],
    ],
    [
      'not about a parcel that was cancelled',
      [...ordered, parcelEvent(at(1)), parcelEvent(at(2), '31', 'order.shipment_cancelled')],
      [],
    ],
    [
      'not about one whose cancellation was received first',
      [
        ...ordered,
        parcelEvent(at(1), '31', 'order.shipment_cancelled'),
        [parcelEvent(at(1)), at(2)],
      ],
      [],
    ],
    [
      'about the parcel that left in place of the cancelled one',
      [
        ...ordered,
        parcelEvent(at(1)),
        parcelEvent(at(2), '31', 'order.shipment_cancelled'),
        parcelEvent(at(9), '32'),
      ],
      ['12: 32'],
    ],
    [
      'about the one that had left already, counted from when it did',
      [
        ...ordered,
        parcelEvent(at(1)),
        parcelEvent(at(2) + HOUR, '32'),
        parcelEvent(at(3), '31', 'order.shipment_cancelled'),
      ],
      [`${String(5 + 1 / 24)}: 32`],
    ],
  ])('%s', (_name, received, mails) => {
    expect(careAfter(received)).toEqual(mails);
  });
});

test('a parcel that is cancelled after the clock was read late is not asked about', () => {
  const story = new JourneyStory();
  for (const event of [...ordered, parcelEvent(at(1))]) story.receive(event);
  story.receive(parcelEvent(at(2), '31', 'order.shipment_cancelled'), at(3));
  story.passTo(at(90));
  expect(careMails(story)).toEqual([]);
  expect(story.run('post-purchase').endReason).toBe('not_shipped');
});
