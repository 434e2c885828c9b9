import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CartSnapshot, DomainEvent, Happening } from '#app/events/event.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { applyEvent, type Facts } from '#app/profiles/apply-event.ts';
import { newProfile, type ProfileState } from '#app/profiles/profile.ts';
import { journeyByKey, journeys } from './gallery.ts';
import type { Progress, Surroundings } from './progress.ts';
import type { Effect, Run } from './run.ts';
import { startRuns } from './start-runs.ts';
import { step } from './step.ts';

const START = Date.UTC(2026, 5, 1, 10);

/** One person, what is known of them, and everything their journeys decided. */
class Story {
  private person: ProfileState = newProfile(START);
  private readonly facts: Facts = { carts: new Map(), purchases: new Map() };
  readonly runs = new Map<string, Run>();
  readonly effects: Effect[] = [];

  private around(now: number): Surroundings {
    return { now, person: this.person, facts: this.facts, holds: () => true };
  }

  private record(progress: Progress): void {
    this.runs.set(progress.run.id, progress.run);
    this.effects.push(...progress.effects);
  }

  tell(event: DomainEvent, now = event.at): this {
    this.person = applyEvent(this.person, event, this.facts, 'ada');
    for (const run of this.runs.values()) this.move(run, { kind: 'event', event }, now);
    for (const progress of startRuns(
      journeys,
      event,
      'ada',
      (id) => this.runs.get(id)?.profileId ?? null,
      this.around(now),
    )) {
      this.record(progress);
    }
    return this;
  }

  passTo(now: number): this {
    for (const run of this.runs.values()) this.move(run, { kind: 'time' }, now);
    return this;
  }

  private move(run: Run, input: Parameters<typeof step>[2], now: number): void {
    const journey = journeyByKey(run.journeyKey);
    if (journey) this.record(step(journey, run, input, this.around(now)));
  }

  run(key: string): Run {
    const found = [...this.runs.values()].find(({ journeyKey }) => journeyKey === key);
    if (!found) throw new Error(`No run of ${key} was started.`);
    return found;
  }

  /** What was to be done, as `template@hours since the start`. */
  get done(): string[] {
    return this.effects.map((effect) => {
      const name = effect.kind === 'withdraw_banners' ? 'withdraw' : effect.payload.template;
      return `${name}@${String((effect.dueAt - START) / HOUR)}`;
    });
  }
}

function event(at: number, happening: Happening): DomainEvent {
  return {
    ...happening,
    id: `${happening.kind}:${String(at)}`,
    at,
    topic: 'test',
    identifiers: [{ kind: 'customer', value: '7' }],
    traitsAt: at,
    traits: {},
  };
}

function basket(at: number, changed: Partial<CartSnapshot> = {}): DomainEvent {
  const cart: CartSnapshot = {
    kind: 'cart',
    token: 'c1',
    cartToken: null,
    createdAt: START,
    updatedAt: at,
    lines: [
      {
        productId: '1',
        variantId: '1',
        title: 'Mug',
        variantTitle: null,
        quantity: 1,
        unitMinor: 500,
      },
    ],
    quantity: 1,
    total: { minor: 500, currency: 'GBP' },
    presentment: null,
    recoveryUrl: null,
    completed: false,
    ...changed,
  };
  return event(at, { kind: cart.kind === 'cart' ? 'cart.changed' : 'checkout.changed', cart });
}

function checkout(at: number, changed: Partial<CartSnapshot> = {}): DomainEvent {
  return basket(at, { kind: 'checkout', token: 'k1', cartToken: 'c1', ...changed });
}

function order(
  at: number,
  cartToken: string | null = 'c1',
  cancelledAt: number | null = null,
): DomainEvent[] {
  const snapshot = {
    orderId: '9',
    name: '#9',
    placedAt: at,
    updatedAt: cancelledAt ?? at,
    cancelledAt,
    total: { minor: 500, currency: 'GBP' },
    presentment: null,
    discountMinor: 0,
    lines: [],
    cartToken,
    checkoutToken: null,
  };
  return [
    event(at, { kind: 'order.placed', orderId: '9', name: '#9' }),
    event(snapshot.updatedAt, { kind: 'order.changed', order: snapshot }),
  ];
}

describe('an abandoned basket', () => {
  test('is followed by two mails and a banner at their exact moments', () => {
    const story = new Story().tell(basket(START));
    for (let hour = 0; hour <= 300; hour += 1) story.passTo(START + hour * HOUR);
    expect(story.done).toEqual(['basket-reminder-1@1', 'basket-reminder-2@24', 'basket-banner@48']);
    expect(story.run('abandoned-basket')).toMatchObject({
      state: 'completed',
      endReason: 'not_recovered',
      endedAt: START + 9 * DAY,
    });
  });

  test('gives the same run when nobody looked at the clock for weeks', () => {
    const late = new Story().tell(basket(START)).passTo(START + 30 * DAY);
    const inTime = new Story().tell(basket(START));
    for (let hour = 0; hour <= 30 * 24; hour += 1) inTime.passTo(START + hour * HOUR);
    expect(late.effects).toEqual(inTime.effects);
    expect(late.run('abandoned-basket')).toEqual(inTime.run('abandoned-basket'));
  });

  test('waits from the last activity on it', () => {
    const story = new Story().tell(basket(START)).tell(basket(START + 40 * MINUTE));
    story.passTo(START + 99 * MINUTE);
    expect(story.done).toEqual([]);
    story.passTo(START + 100 * MINUTE);
    expect(story.effects).toHaveLength(1);
  });

  test('and the checkout made from it are one basket, taken up at the checkout', () => {
    const story = new Story()
      .tell(basket(START))
      .tell(checkout(START + MINUTE))
      .tell(basket(START + 2 * MINUTE));
    expect(story.runs.size).toBe(1);
    expect(story.run('abandoned-basket').context).toMatchObject({ kind: 'checkout', token: 'k1' });
  });

  test('that was emptied and filled again within the hour is still followed', () => {
    const story = new Story()
      .tell(basket(START))
      .tell(basket(START + MINUTE, { quantity: 0, lines: [] }))
      .tell(basket(START + 2 * MINUTE))
      .passTo(START + 2 * HOUR);
    expect(story.effects).toHaveLength(1);
  });

  test('that stays empty is let go', () => {
    const story = new Story()
      .tell(basket(START))
      .tell(basket(START + MINUTE, { quantity: 0, lines: [] }));
    story.passTo(START + 2 * HOUR);
    expect(story.run('abandoned-basket').endReason).toBe('basket_emptied');
    expect(story.effects).toEqual([]);
  });

  test('is let go at once when its checkout is deleted', () => {
    const gone = event(START + 5 * MINUTE, {
      kind: 'checkout.deleted',
      token: 'k1',
      cartToken: null,
    });
    const story = new Story().tell(checkout(START)).tell(gone);
    expect(story.run('abandoned-basket').endReason).toBe('checkout_deleted');
  });

  test('takes its banner back when the order comes while it hangs', () => {
    const story = new Story().tell(basket(START)).passTo(START + 50 * HOUR);
    for (const told of order(START + 60 * HOUR)) story.tell(told);
    expect(story.done).toContain('withdraw@60');
  });

  test('that is told a month late starts nothing', () => {
    expect(new Story().tell(basket(START), START + 30 * DAY).runs.size).toBe(0);
  });

  test.each([
    ['from that basket', 'c1'],
    ['from another basket', null],
  ])('is let go when an order comes %s, in whichever order both are told', (_, cartToken) => {
    const facts = [
      basket(START),
      checkout(START + MINUTE),
      ...order(START + 2 * MINUTE, cartToken),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        const story = new Story();
        for (const told of shuffled) story.tell(told, START + 3 * MINUTE);
        story.passTo(START + 30 * DAY);
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
  const shipped = event(START + DAY, { kind: 'order.shipped', orderId: '9' });

  test('come thanks at once, care three days after shipping, a request and a banner a week later each', () => {
    const story = new Story();
    for (const told of [...order(START), shipped]) story.tell(told);
    story.passTo(START + 60 * DAY);
    expect(story.done).toEqual([
      'order-thanks@0',
      `order-care@${String(4 * 24)}`,
      `review-request@${String(11 * 24)}`,
      `goes-with-banner@${String(18 * 24)}`,
    ]);
  });

  test('news of the shipment may be older than news of the order', () => {
    const story = new Story().tell(shipped);
    for (const told of order(START)) story.tell(told, START + DAY);
    story.passTo(START + 60 * DAY);
    expect(story.effects).toHaveLength(4);
  });

  test('an order that never ships is not asked about', () => {
    const story = new Story();
    for (const told of order(START)) story.tell(told);
    story.passTo(START + 60 * DAY);
    expect(story.done).toEqual(['order-thanks@0']);
    expect(story.run('post-purchase').endReason).toBe('not_shipped');
  });

  test('a shipment after the longest wait changes nothing, though the clock was not looked at', () => {
    const story = new Story();
    for (const told of order(START)) story.tell(told);
    story
      .tell(event(START + 22 * DAY, { kind: 'order.shipped', orderId: '9' }))
      .passTo(START + 60 * DAY);
    expect(story.run('post-purchase').endReason).toBe('not_shipped');
  });

  test('a cancelled order ends it', () => {
    const story = new Story();
    for (const told of [...order(START), shipped]) story.tell(told);
    for (const told of order(START, 'c1', START + 2 * DAY)) story.tell(told, START + 2 * DAY);
    story.passTo(START + 60 * DAY);
    expect(story.run('post-purchase')).toMatchObject({
      state: 'exited',
      endReason: 'order_cancelled',
    });
    expect(story.done).toEqual(['order-thanks@0']);
  });
});

describe('whatever happens', () => {
  const moments = fc
    .integer({ min: 0, max: 14 * 24 * 60 })
    .map((minutes) => START + minutes * MINUTE);
  const happenings = fc.oneof(
    moments.map((at) => [basket(at)]),
    moments.map((at) => [basket(at, { quantity: 0, lines: [] })]),
    moments.map((at) => [checkout(at)]),
    moments.map((at) => order(at)),
    moments.map((at) => order(at, 'c1', at + HOUR)),
    moments.map((at) => [event(at, { kind: 'order.shipped', orderId: '9' })]),
    moments.map((at) => [event(at, { kind: 'checkout.deleted', token: 'k1', cartToken: 'c1' })]),
  );
  const histories = fc.array(happenings, { maxLength: 12 }).map((told) => told.flat());

  function live(history: readonly DomainEvent[]): Story {
    const story = new Story();
    let now = START;
    for (const told of history) {
      now = Math.max(now, told.at);
      story.passTo(now).tell(told, now);
    }
    return story.passTo(now + 60 * DAY);
  }

  test('no two effects have one key', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const keys = live(history).effects.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('every run comes to an end, and nothing happens after it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(history);
        for (const run of story.runs.values()) {
          expect(run.state).not.toBe('active');
        }
        const count = story.effects.length;
        story.passTo(START + 999 * DAY).tell(basket(START + 80 * DAY), START + 999 * DAY);
        expect(story.effects).toHaveLength(count);
      }),
    );
  });

  test('nobody is reminded of a basket after ordering', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const story = live(history.toSorted((a, b) => a.at - b.at));
        const ordered = history.filter(({ kind }) => kind === 'order.placed').map(({ at }) => at);
        const reminders = story.effects.filter(
          ({ kind, payload }) =>
            kind === 'email' && 'context' in payload && payload.context.subject === 'basket',
        );
        for (const reminder of reminders) {
          const entered = story.runs.get(reminder.runId)?.enteredAt ?? 0;
          // Of an order in the same millisecond nobody can say that it came after the basket.
          expect(ordered.filter((at) => at > entered && at < reminder.dueAt)).toEqual([]);
        }
      }),
    );
  });

  test('living through the same again gives the same', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(live(history).effects).toEqual(live(history).effects);
      }),
    );
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
