import { describe, expect, test } from 'vitest';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { splitAtJoin } from '#app/profiles/identity/split.ts';
import { inEveryOrder } from '#tests/arbitraries/every-order.ts';
import {
  CART_FILLED_AGAIN,
  customerInSecond,
  eventsInSecond,
  ONE_SECOND_AT,
  ORDER_EDITED_BACK,
  TAG_PUT_ON_AGAIN,
  type SentInSecond,
} from '#tests/fixtures/one-second.ts';
import { canonicalSet } from '#tests/setup/canonical.ts';
import { replayHistory } from './merged-histories.ts';

const BROWSER: Identifier = { kind: 'visitor', value: 'a-shared-browser' };

const cases: [string, SentInSecond[]][] = [
  ['a cart that was filled, emptied and filled again', CART_FILLED_AGAIN],
  ['an order that was edited and edited back', ORDER_EDITED_BACK],
  ['a customer whose tag was taken off and put on again', TAG_PUT_ON_AGAIN],
  [
    'a customer who was renamed and named as before again',
    [
      ['customers/update', customerInSecond({ first_name: 'Ada' }), 50],
      ['customers/update', customerInSecond({ first_name: 'Zoe' }), 500],
      ['customers/update', customerInSecond({ first_name: 'Ada' }), 950],
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
  if (!first) throw new Error('An identifier must be given.');
  const payload = kind === 'page.viewed' ? { kind, page: '/' } : { kind, by: 'staff' };
  const when = { at: ONE_SECOND_AT, traitsAt: ONE_SECOND_AT };
  return {
    ...payload,
    ...when,
    id,
    topic: 'tendril',
    identifiers: [first, ...others],
    traits: {},
  };
}

describe('after a state of one second that was sent again, a split gives both what they would be alone', () => {
  test.each(cases)('%s', (_name, sent) => {
    for (const sequence of inEveryOrder(sent)) {
      const batches = sequence.map(eventsInSecond);
      const [subject] = batches[0]?.[0]?.identifiers ?? [];
      if (!subject) throw new Error('The webhooks carry an identifier.');
      for (const [place] of [...batches, []].entries())
        for (const size of [1, 100]) {
          const seen = eventOf('seen', 'page.viewed', [BROWSER]);
          const life = (who: Identifier[]) => [
            seen,
            ...batches.slice(0, place).flat(),
            eventOf('joined', 'profile.joined', who),
            ...batches.slice(place).flat(),
          ];
          const whole = replayHistory(life([subject, BROWSER]), size);
          const [join] = whole.joins;
          const twins = canonicalSet(replayHistory(life([subject]), size).profiles.values());
          // Without a profile of the first the browser's only gets another identifier.
          if (!join) continue;
          const sides = splitAtJoin(whole.joined(whole.final(join.into)), join.id);
          expect(canonicalSet([sides?.stays.state, sides?.goes.state])).toEqual(twins);
        }
    }
  });
});
