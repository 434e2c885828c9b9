import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { shopping } from '#tests/arbitraries/shopping.ts';
import { eventAt, parcelEvent, STORY_START } from '#tests/fixtures/journey-story.ts';
import { applyEvent } from './apply-event.ts';
import { applyFacts } from './facts-of-event.ts';
import type { Facts } from './facts.ts';
import { newProfile } from './profile.ts';

const moments = fc.nat(10_000).map((minutes) => STORY_START + minutes * MINUTE);
const histories = fc
  .array(
    fc.oneof(
      ...shopping(moments),
      moments.map((at) => [parcelEvent(at)]),
      moments.map((at) => [eventAt(at, { kind: 'order.deleted', orderId: '9' })]),
      moments.map((at) => [
        eventAt(at, {
          kind: 'order.refunded',
          orderId: '9',
          refund: { minor: 100, currency: 'GBP' },
        }),
      ]),
    ),
    { maxLength: 12 },
  )
  .map((events) => events.flat());

function factsAfter(
  history: readonly DomainEvent[],
  apply: (facts: Facts, event: DomainEvent) => void,
): Facts {
  const facts: Facts = { carts: new Map(), purchases: new Map() };
  for (const event of history) apply(facts, event);
  return facts;
}

test('facts alone come to the same as with the profile', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const alone = factsAfter(history, (facts, event) => applyFacts(facts, event, 'p1'));
      const whole = factsAfter(history, (facts, event) => {
        applyEvent(newProfile(event.at), event, facts, 'p1');
      });
      expect(alone).toEqual(whole);
    }),
  );
});
