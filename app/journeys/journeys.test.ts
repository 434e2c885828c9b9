import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  cartEvent,
  checkoutEvent,
  eventAt,
  JourneyStory,
  orderEvents,
  parcelEvent,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { journeys } from './gallery.ts';

describe('an abandoned cart', () => {
  test('is followed by three mails, and a banner from two days on, at their exact moments', () => {
    const story = new JourneyStory().receive(cartEvent(STORY_START));
    for (let hour = 0; hour <= 300; hour += 1) story.passTo(STORY_START + hour * HOUR);
    expect(story.done).toEqual([
      'basket-reminder-1@1',
      'cart-questions@24',
      'basket-banner@48',
      'basket-reminder-2@72',
      'basket-banner@72',
    ]);
    expect(story.run('abandoned-basket')).toMatchObject({
      state: 'completed',
      endReason: 'not_recovered',
      endedAt: STORY_START + 10 * DAY,
    });
  });

  test('gives the same run when the clock was not read for weeks', () => {
    const late = new JourneyStory().receive(cartEvent(STORY_START)).passTo(STORY_START + 30 * DAY);
    const inTime = new JourneyStory().receive(cartEvent(STORY_START));
    for (let hour = 0; hour <= 30 * 24; hour += 1) inTime.passTo(STORY_START + hour * HOUR);
    expect(late.effects).toEqual(inTime.effects);
    expect(late.run('abandoned-basket')).toEqual(inTime.run('abandoned-basket'));
  });

  test('waits from the last activity on it', () => {
    const story = new JourneyStory()
      .receive(cartEvent(STORY_START))
      .receive(cartEvent(STORY_START + 40 * MINUTE));
    story.passTo(STORY_START + 99 * MINUTE);
    expect(story.done).toEqual([]);
    story.passTo(STORY_START + 100 * MINUTE);
    expect(story.effects).toHaveLength(1);
  });

  test('and the checkout made from it have one run, resumed at the checkout', () => {
    const story = new JourneyStory()
      .receive(cartEvent(STORY_START))
      .receive(checkoutEvent(STORY_START + MINUTE))
      .receive(cartEvent(STORY_START + 2 * MINUTE));
    expect(story.runs.size).toBe(1);
    expect(story.run('abandoned-basket').context).toMatchObject({ kind: 'checkout', token: 'k1' });
  });

  test('that was emptied and filled again within the hour is still followed', () => {
    const story = new JourneyStory()
      .receive(cartEvent(STORY_START))
      .receive(cartEvent(STORY_START + MINUTE, { quantity: 0, lines: [] }))
      .receive(cartEvent(STORY_START + 2 * MINUTE))
      .passTo(STORY_START + 2 * HOUR);
    expect(story.effects).toHaveLength(1);
  });

  test('that stays empty is let go', () => {
    const story = new JourneyStory()
      .receive(cartEvent(STORY_START))
      .receive(cartEvent(STORY_START + MINUTE, { quantity: 0, lines: [] }));
    story.passTo(STORY_START + 2 * HOUR);
    expect(story.run('abandoned-basket').endReason).toBe('basket_emptied');
    expect(story.effects).toEqual([]);
  });

  test('is let go at once when its checkout is deleted', () => {
    const deleted = eventAt(STORY_START + 5 * MINUTE, {
      kind: 'checkout.deleted',
      token: 'k1',
      cartToken: null,
    });
    const story = new JourneyStory().receive(checkoutEvent(STORY_START)).receive(deleted);
    expect(story.run('abandoned-basket').endReason).toBe('checkout_deleted');
  });

  test('takes its banner back when the order comes while it hangs', () => {
    const story = new JourneyStory()
      .receive(cartEvent(STORY_START))
      .passTo(STORY_START + 80 * HOUR);
    for (const event of orderEvents(STORY_START + 90 * HOUR)) story.receive(event);
    expect(story.done).toContain('withdraw@90');
  });

  test('that is received a month late starts nothing', () => {
    expect(
      new JourneyStory().receive(cartEvent(STORY_START), STORY_START + 30 * DAY).runs.size,
    ).toBe(0);
  });

  test.each([
    ['from that cart', 'c1'],
    ['from another cart', null],
  ])('is let go when an order comes %s, in whichever order both are received', (_, cartToken) => {
    const facts = [
      cartEvent(STORY_START),
      checkoutEvent(STORY_START + MINUTE),
      ...orderEvents(STORY_START + 2 * MINUTE, cartToken),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        const story = new JourneyStory();
        for (const event of shuffled) story.receive(event, STORY_START + 3 * MINUTE);
        story.passTo(STORY_START + 30 * DAY);
        expect(
          story.effects.filter(
            ({ payload }) => 'template' in payload && payload.template !== 'order-thanks',
          ),
        ).toEqual([]);
      }),
    );
  });
});

describe('after a purchase', () => {
  const shipped = parcelEvent(STORY_START + DAY);

  test('come thanks at once, care three days after shipping, a request and a banner a week later each', () => {
    const story = new JourneyStory();
    for (const event of [...orderEvents(STORY_START), shipped]) story.receive(event);
    story.passTo(STORY_START + 60 * DAY);
    expect(story.done).toEqual([
      'order-thanks@0',
      `order-care@${String(4 * 24)}`,
      `review-request@${String(11 * 24)}`,
      `goes-with-banner@${String(18 * 24)}`,
    ]);
  });

  test('the event of the shipment may be older than the event of the order', () => {
    const story = new JourneyStory().receive(shipped);
    for (const event of orderEvents(STORY_START)) story.receive(event, STORY_START + DAY);
    story.passTo(STORY_START + 60 * DAY);
    expect(story.effects).toHaveLength(4);
  });

  test('an order that never ships is not asked about', () => {
    const story = new JourneyStory();
    for (const event of orderEvents(STORY_START)) story.receive(event);
    story.passTo(STORY_START + 60 * DAY);
    expect(story.done).toEqual(['order-thanks@0']);
    expect(story.run('post-purchase').endReason).toBe('not_shipped');
  });

  test('a shipment after the longest wait changes nothing, though the clock was not read', () => {
    const story = new JourneyStory();
    for (const event of orderEvents(STORY_START)) story.receive(event);
    story.receive(parcelEvent(STORY_START + 22 * DAY)).passTo(STORY_START + 60 * DAY);
    expect(story.run('post-purchase').endReason).toBe('not_shipped');
  });

  test('a cancelled order ends it', () => {
    const story = new JourneyStory();
    for (const event of [...orderEvents(STORY_START), shipped]) story.receive(event);
    for (const event of orderEvents(STORY_START, 'c1', STORY_START + 2 * DAY))
      story.receive(event, STORY_START + 2 * DAY);
    story.passTo(STORY_START + 60 * DAY);
    expect(story.run('post-purchase')).toMatchObject({
      state: 'exited',
      endReason: 'order_cancelled',
    });
    expect(story.done).toEqual(['order-thanks@0']);
  });
});

describe('every journey of the gallery', () => {
  test.each(journeys.map((journey) => [journey.key, journey] as const))(
    '%s leads from each step to one that exists',
    (_, journey) => {
      const ids = journey.steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const each of journey.steps) {
        const next = [
          'next' in each ? each.next : null,
          'timeout' in each ? each.timeout : null,
          'yes' in each ? each.yes : null,
          'no' in each ? each.no : null,
        ].filter((id) => id !== null);
        for (const id of next) expect(ids).toContain(id);
        expect(each.kind === 'exit' || next.length > 0).toBe(true);
      }
      expect(ids).toContain(journey.first);
    },
  );
});
