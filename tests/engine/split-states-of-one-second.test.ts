import { describe, expect, test } from 'vitest';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { split } from '#app/profiles/split.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import { cartLine, cartPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderLine, orderPayload } from '#tests/fixtures/order-payloads.ts';
import { eventsOf } from '#tests/fixtures/readings.ts';
import type { Payload } from '#tests/fixtures/webhook-body.ts';
import { canonical } from '#tests/setup/canonical.ts';
import { liveTogether } from './joined-lives.ts';

const SECOND = '2026-11-20T10:00:00Z';
const AT = Date.parse(SECOND);
const BROWSER: Identifier = { kind: 'visitor', value: 'a-shared-browser' };

/** A webhook, and when it was triggered: milliseconds into the second. */
type Sent = [topic: string, payload: Payload, ms: number];

function cart(quantity: number): Payload {
  const lines = quantity > 0 ? [cartLine({ quantity })] : [];
  return cartPayload({ updated_at: SECOND, line_items: lines });
}

function order(current: number): Payload {
  const total = (current * 17.49).toFixed(2);
  const line = orderLine({ current_quantity: current });
  return orderPayload({ updated_at: SECOND, current_total_price: total, line_items: [line] });
}

function customer(over: Payload): Payload {
  return customerPayload({ updated_at: SECOND, ...over });
}

const cases: [string, Sent[]][] = [
  [
    'a cart that was filled, emptied and filled again',
    [
      ['carts/update', cart(2), 100],
      ['carts/update', cart(0), 400],
      ['carts/update', cart(2), 700],
    ],
  ],
  [
    'an order that was edited and edited back',
    [
      ['orders/updated', order(3), 300],
      ['orders/updated', order(1), 500],
      ['orders/updated', order(3), 800],
    ],
  ],
  [
    'a customer whose tag was taken off and put on again',
    [
      ['customers/update', customer({ tags: 'vip, trade' }), 50],
      ['customers/update', customer({ tags: 'trade' }), 500],
      ['customers/update', customer({ tags: 'vip, trade' }), 950],
    ],
  ],
  [
    'a customer who was renamed and named as before again',
    [
      ['customers/update', customer({ first_name: 'Ada' }), 50],
      ['customers/update', customer({ first_name: 'Zoe' }), 500],
      ['customers/update', customer({ first_name: 'Ada' }), 950],
    ],
  ],
];

/** Something else that happened in another browser, or what says that the two are one. */
function eventOf(
  id: string,
  kind: 'page.viewed' | 'profile.joined',
  who: Identifier[],
): DomainEvent {
  const [first, ...others] = who;
  if (!first) throw new Error('Someone must be named.');
  const happening = kind === 'page.viewed' ? { kind, page: '/' } : { kind, by: 'staff' };
  const when = { at: AT, traitsAt: AT };
  return {
    ...happening,
    ...when,
    id,
    topic: 'tendril',
    identifiers: [first, ...others],
    traits: {},
  };
}

function sorted(states: Iterable<unknown>): string[] {
  return [...states].map(canonical).sort();
}

describe('after a state of one second that was sent again, a split gives both what they would be alone', () => {
  test.each(cases)('%s', (_name, sent) => {
    for (const sequence of inEveryOrder(sent)) {
      const batches = sequence.map(([topic, payload, ms]) => eventsOf(topic, payload, AT + ms));
      const [subject] = batches[0]?.[0]?.identifiers ?? [];
      if (!subject) throw new Error('The webhooks are of someone.');
      for (const [place] of [...batches, []].entries())
        for (const size of [1, 100]) {
          const seen = eventOf('seen', 'page.viewed', [BROWSER]);
          const life = (who: Identifier[]) => [
            seen,
            ...batches.slice(0, place).flat(),
            eventOf('joined', 'profile.joined', who),
            ...batches.slice(place).flat(),
          ];
          const whole = liveTogether(life([subject, BROWSER]), size);
          const [join] = whole.joins;
          const twins = sorted(liveTogether(life([subject]), size).profiles.values());
          // Without a profile of the first the browser's only gets another identifier.
          if (!join) continue;
          const halves = split(whole.joined(whole.final(join.into)), join.id);
          expect(sorted([halves?.stays.state, halves?.goes.state])).toEqual(twins);
        }
    }
  });
});
