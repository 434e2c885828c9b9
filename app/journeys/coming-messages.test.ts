import { expect, test } from 'vitest';
import { HOUR } from '#app/lib/duration.ts';
import { comingMessages } from './coming-messages.ts';
import { abandonedCart } from './gallery/abandoned-cart.ts';
import { postPurchase } from './gallery/post-purchase.ts';
import type { Step } from './steps/registry.ts';

test('after a wait comes the message that it leads to', () => {
  expect(comingMessages(abandonedCart, 'wait-1')).toEqual([
    {
      stepId: 'mail-1',
      channel: 'email',
      template: 'basket-reminder-1',
      class: 'marketing',
      relevantForMs: null,
      waitAfterMs: 23 * HOUR,
      isConditional: false,
    },
  ]);
  expect(
    comingMessages(abandonedCart, 'banner-first')
      .map(({ template, isConditional }) => [template, isConditional])
      .sort(),
  ).toEqual([
    ['basket-banner', true],
    ['basket-reminder-2', true],
    ['cart-offer', true],
  ]);
});

test('a wait that leads to the end, or for something else, comes to no message', () => {
  expect(comingMessages(abandonedCart, 'banner')).toEqual([]);
  expect(comingMessages(postPurchase, 'until-sent')).toEqual([]);
  expect(comingMessages(abandonedCart, 'gone')).toEqual([]);
});

test('behind a branch both messages may come', () => {
  const email = (id: string): Step => ({
    id,
    kind: 'email',
    template: id,
    class: 'marketing',
    next: 'end',
  });
  const steps: Step[] = [
    { id: 'wait', kind: 'wait', ms: HOUR, next: 'branch' },
    { id: 'branch', kind: 'branch', when: { all: [] }, yes: 'one', no: 'other' },
    email('one'),
    email('other'),
    { id: 'end', kind: 'exit', reason: 'finished' },
  ];
  expect(
    comingMessages({ steps }, 'wait').map(({ template, isConditional }) => [
      template,
      isConditional,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['one', true],
      ['other', true],
    ]),
  );
});
