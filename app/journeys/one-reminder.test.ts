import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent, Identifier, Line } from '#app/events/event.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  cartEvent,
  checkoutEvent,
  eventAt,
  type JourneyStory,
  orderEvents,
  STORY_START,
} from '#tests/fixtures/journey-story.ts';
import { storyOf } from '#tests/fixtures/tried-journey.ts';
import { abandonedCart2 } from './gallery/abandoned-cart-2.ts';

const [NOW, EMPTY] = [STORY_START, { quantity: 0, lines: [] }];

function goods(variantId: string, quantity = 1): { lines: Line[]; quantity: number } {
  const line = { productId: null, variantId, title: variantId, variantTitle: null, unitMinor: 500 };
  return { lines: [{ ...line, quantity }], quantity };
}

function checkout(at: number, token: string, variantId: string): DomainEvent {
  return checkoutEvent(at, { token, cartToken: null, ...goods(variantId) });
}

/** The reminders by email, as `template@hours token`. */
function reminders({ effects }: JourneyStory): string[] {
  return effects.flatMap(({ kind, payload, dueAt }) =>
    kind === 'email' && payload.context.subject === 'basket'
      ? [`${payload.template.slice(-1)}@${String((dueAt - NOW) / HOUR)} ${payload.context.token}`]
      : [],
  );
}

function storyWith(...events: DomainEvent[]): JourneyStory {
  const story = storyOf(abandonedCart2);
  for (const event of events) story.passTo(event.at).receive(event);
  return story.passTo(NOW + 60 * DAY);
}

describe('several carts of one person', () => {
  test('are one reminder, about the newest', () => {
    const story = storyWith(
      checkout(NOW, 'k1', 'hat'),
      checkout(NOW + 4 * MINUTE, 'k2', 'scarf'),
      checkout(NOW + 30 * MINUTE, 'k3', 'gloves'),
    );
    expect(reminders(story)).toEqual(['1@1.5 k3', '2@24.5 k3']);
  });

  test('are one reminder about the newest in whichever order they are received', () => {
    const all = ['hat', 'scarf', 'gloves'].map((variant, index) =>
      checkout(NOW + index * MINUTE, `k${String(index)}`, variant),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (shuffled) => {
        const story = storyOf(abandonedCart2);
        for (const event of shuffled) story.receive(event, NOW + 5 * MINUTE);
        const sent = reminders(story.passTo(NOW + 60 * DAY)).map((one) => one.slice(-2));
        expect(sent).toEqual(['k2', 'k2']);
      }),
    );
  });

  test('leave the last reminder to a cart that was filled between the two', () => {
    const story = storyWith(checkout(NOW, 'k1', 'hat'), checkout(NOW + 5 * HOUR, 'k2', 'scarf'));
    expect(reminders(story)).toEqual(['1@1 k1', '2@24 k2']);
  });

  test('are not reminded of once any of them was ordered after all of them', () => {
    const orders = orderEvents(NOW + 20 * MINUTE, null).map((event) =>
      event.kind === 'order.changed'
        ? { ...event, order: { ...event.order, checkoutToken: 'k1', lines: goods('hat').lines } }
        : event,
    );
    const [first, second] = [checkout(NOW, 'k1', 'hat'), checkout(NOW + MINUTE, 'k2', 'scarf')];
    expect(reminders(storyWith(first, second, ...orders))).toEqual([]);
  });

  test('of which another one is empty are reminded of as if it were not there', () => {
    const other = cartEvent(NOW + MINUTE, { token: 'c2', ...EMPTY });
    expect(reminders(storyWith(checkout(NOW, 'k1', 'hat'), other))).toEqual(['1@1 k1', '2@24 k1']);
  });
});

describe('a cart', () => {
  test.each<[string, DomainEvent[], string[]]>([
    [
      'abandoned again after the run is over',
      [cartEvent(NOW), cartEvent(NOW + 10 * DAY)],
      ['1@1 c1', '2@24 c1', '1@241 c1', '2@264 c1'],
    ],
    [
      'filled with other goods after its last reminder',
      [cartEvent(NOW), cartEvent(NOW + 3 * DAY, goods('shirt'))],
      ['1@1 c1', '2@24 c1', '1@73 c1', '2@96 c1'],
    ],
    [
      'merely looked at after its last reminder',
      [cartEvent(NOW), cartEvent(NOW + 3 * DAY)],
      ['1@1 c1', '2@24 c1'],
    ],
    [
      'emptied and filled again after an hour and more',
      [
        cartEvent(NOW),
        cartEvent(NOW + 10 * MINUTE, EMPTY),
        cartEvent(NOW + 2 * HOUR, goods('scarf')),
      ],
      ['1@3 c1', '2@26 c1'],
    ],
    [
      'that lives on after its order',
      [cartEvent(NOW), ...orderEvents(NOW + 5 * MINUTE), cartEvent(NOW + DAY, goods('socks'))],
      ['1@25 c1', '2@48 c1'],
    ],
    [
      'whose checkout is given up for other goods',
      [checkoutEvent(NOW), cartEvent(NOW + 2 * HOUR, goods('shirt'))],
      ['1@1 k1', '2@24 c1'],
    ],
    [
      'whose checkout is begun again',
      [checkoutEvent(NOW), checkoutEvent(NOW + 10 * DAY, { token: 'a1', ...goods('shirt') })],
      ['1@1 k1', '2@24 k1', '1@241 a1', '2@264 a1'],
    ],
  ])('%s', (_, events, expected) => {
    expect(reminders(storyWith(...events))).toEqual(expected);
  });

  test('takes the banner of the last time back when it is filled with other goods', () => {
    const story = storyWith(cartEvent(NOW), cartEvent(NOW + 3 * DAY, goods('shirt')));
    expect(story.done).toContain('withdraw@72');
    expect([...story.runs.values()].map(({ endReason }) => endReason)).toEqual([
      'cart_changed',
      'not_recovered',
    ]);
  });

  test('older than the end of a run begins none, however late it is received', () => {
    const story = storyOf(abandonedCart2)
      .receive(checkoutEvent(NOW))
      .receive(
        eventAt(NOW + 5 * MINUTE, { kind: 'checkout.deleted', token: 'k1', cartToken: null }),
      )
      .receive(cartEvent(NOW + MINUTE), NOW + HOUR);
    expect(reminders(story.passTo(NOW + 60 * DAY))).toEqual([]);
  });

  test('has the same runs and effects when everything is received a second time', () => {
    const events = [cartEvent(NOW), cartEvent(NOW + 10 * DAY, goods('shirt'))];
    const [once, twice] = [storyWith(...events), storyWith(...events)];
    for (const event of events) twice.receive(event, NOW + 61 * DAY);
    expect([...twice.runs.keys()]).toEqual([...once.runs.keys()]);
    expect(twice.effects).toEqual(once.effects);
  });
});

describe('two profiles that turn out to be one person', () => {
  const by = (event: DomainEvent, ...identifiers: [Identifier, ...Identifier[]]): DomainEvent => ({
    ...event,
    identifiers,
  });
  const visitor = { kind: 'visitor', value: 'v1' } as const;
  const customer = { kind: 'customer', value: '7' } as const;

  test.each([
    ['at the same step', 20 * MINUTE, ['1@1.3333333333333333 c2', '2@24.333333333333332 c2']],
    ['at different steps', 3 * HOUR, ['1@1 k1', '2@24 c2']],
  ])('have one reminder from then on, about the newest cart, when met %s', (_, later, expected) => {
    const anonymous = by(cartEvent(NOW + later, { token: 'c2', ...goods('scarf') }), visitor);
    const identified = by(
      eventAt(NOW + later + MINUTE, { kind: 'visitor.identified' }),
      customer,
      visitor,
    );
    const story = storyWith(checkout(NOW, 'k1', 'hat'), anonymous, identified);
    expect(reminders(story)).toEqual(expected);
    expect([...story.runs.values()].map(({ endReason }) => endReason).sort()).toEqual([
      'not_recovered',
      'profiles_merged',
    ]);
  });

  /** An unknown visitor fills a cart, and is known later; times are milliseconds after the first cart. */
  const merged = (filledAfter: number, knownAfter: number, variant = 'scarf'): JourneyStory =>
    storyWith(
      checkout(NOW, 'k1', 'hat'),
      by(cartEvent(NOW + filledAfter, { token: 'c2', ...goods(variant) }), visitor),
      by(eventAt(NOW + knownAfter, { kind: 'visitor.identified' }), customer, visitor),
    );

  test.each([
    ['a cart of before it', 23 * HOUR, 'scarf', ['1@1 k1', '2@24 k1', '1@24 c2']],
    ['other goods since', 25 * HOUR, 'scarf', ['1@1 k1', '2@24 k1', '1@26 c2', '2@49 c2']],
    ['the same goods since', 25 * HOUR, 'hat', ['1@1 k1', '2@24 k1', '1@26 c2']],
  ])('had the last reminder when one of them did, met with %s', (_, later, variant, expected) => {
    expect(reminders(merged(later, later + 2 * HOUR, variant))).toEqual(expected);
  });

  test('never get a second last reminder of carts that were filled before the first', () => {
    const filled = fc.integer({ min: 1, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(filled, filled, (minutes, wait) => {
        const sent = reminders(merged(minutes * MINUTE, (minutes + wait) * MINUTE));
        expect(sent.filter((one) => one.startsWith('2'))).toHaveLength(1);
      }),
    );
  });

  test('are reminded of the cart of the one though the other emptied theirs since', () => {
    const story = storyWith(
      checkout(NOW, 'k1', 'hat'),
      by(cartEvent(NOW + MINUTE, { token: 'c2', ...goods('scarf') }), visitor),
      by(cartEvent(NOW + 2 * MINUTE, { token: 'c2', ...EMPTY }), visitor),
      by(eventAt(NOW + 3 * MINUTE, { kind: 'visitor.identified' }), customer, visitor),
    );
    expect(reminders(story).map((one) => one.slice(-2))).toEqual(['k1', 'k1']);
  });

  test.each([
    ['after the other filled a cart', 10 * MINUTE, {}],
    ['in the second in which the other filled a cart', HOUR / 2, { subsecond: 999 }],
  ])('are done when one of them ordered %s', (_, filledAfter, moment) => {
    const order = orderEvents(NOW + HOUR / 2).map((event) =>
      event.kind === 'order.changed'
        ? { ...event, order: { ...event.order, checkoutToken: 'k1', lines: goods('hat').lines } }
        : event,
    );
    const story = storyWith(
      checkout(NOW, 'k1', 'hat'),
      by(cartEvent(NOW + filledAfter, { token: 'c2', ...goods('scarf'), ...moment }), visitor),
      ...order,
      by(eventAt(NOW + 40 * MINUTE, { kind: 'visitor.identified' }), customer, visitor),
    );
    expect(reminders(story)).toEqual([]);
  });

  /** An order of the goods of a checkout. */
  function orderOf(at: number, checkoutToken: string, variantId: string): DomainEvent[] {
    return orderEvents(at, null).map((event) =>
      event.kind === 'order.changed'
        ? { ...event, order: { ...event.order, checkoutToken, lines: goods(variantId).lines } }
        : event,
    );
  }

  const filled = by(cartEvent(NOW + 10 * MINUTE, { token: 'c2', ...goods('scarf') }), visitor);
  const known = by(eventAt(NOW + 40 * MINUTE, { kind: 'visitor.identified' }), customer, visitor);
  const left = checkout(NOW, 'k1', 'hat');
  const ordered = orderOf(NOW + HOUR / 2, 'k1', 'hat');

  test.each<[string, DomainEvent[]]>([
    ['before they were merged', [filled, ...ordered, left, known]],
    ['and were merged before that was received', [filled, known, ...ordered, left]],
    ['as the customer who is received first', [...ordered, left, filled, known]],
  ])('are done when the one without a reminder ordered %s', (_, events) => {
    const story = storyOf(abandonedCart2);
    for (const event of events) story.receive(event, NOW + 45 * MINUTE);
    expect(reminders(story.passTo(NOW + 60 * DAY))).toEqual([]);
  });

  test('are reminded of what was put in after the order of the one without a reminder', () => {
    const story = storyOf(abandonedCart2);
    const later = by(cartEvent(NOW + 35 * MINUTE, { token: 'c2', ...goods('scarf') }), visitor);
    for (const event of [...ordered, left, later, known]) story.receive(event, NOW + 45 * MINUTE);
    expect(reminders(story.passTo(NOW + 60 * DAY)).map((one) => one.slice(-2))).toEqual([
      'c2',
      'c2',
    ]);
  });

  test('go on with the run that sent a reminder, though the other began before it', () => {
    const story = storyWith(
      checkout(NOW, 'k1', 'hat'),
      by(cartEvent(NOW + 15 * MINUTE, { token: 'c2', ...goods('scarf') }), visitor),
      checkout(NOW + 45 * MINUTE, 'k1', 'hat'),
      by(eventAt(NOW + 90 * MINUTE, { kind: 'visitor.identified' }), customer, visitor),
    );
    expect(reminders(story)).toEqual(['1@1.25 c2', '2@24.25 k1']);
  });
});
