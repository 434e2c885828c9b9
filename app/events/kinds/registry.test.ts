import { describe, expect, test } from 'vitest';
import { cartEvent } from '#tests/fixtures/journey-story.ts';
import { orderSnapshot } from '#tests/fixtures/order-snapshot.ts';
import { EVENT_KIND_NAMES, eventKindOf, eventTimelineEntry, originOfWord } from './registry.ts';

const WORDS = {
  money: () => '1 GBP',
  productTitle: () => 'Mug',
  consentSource: (source: string) => source,
};

test.each(EVENT_KIND_NAMES)(
  '%s is shown, in words, from a row that keeps nothing of it',
  (kind) => {
    const entry = eventTimelineEntry(kind, null, WORDS);
    if (eventKindOf(kind).timeline === null) expect(entry).toBeNull();
    else expect(entry?.title).toMatch(/^[A-Z][a-z ]/);
  },
);

test.each(EVENT_KIND_NAMES)(
  '%s comes from what all kinds with its first word come from',
  (kind) => {
    const word = kind.slice(0, kind.indexOf('.'));
    expect(originOfWord(word)).toBe(eventKindOf(kind).origin);
  },
);

test('a field of a row that cannot be read takes nothing from what the others say', () => {
  const stored = { channel: 'sms', state: 'paused', source: 'checkout', page: 7 };
  expect(eventTimelineEntry('consent.changed', stored, WORDS)).toMatchObject({
    title: 'Changed consent for text messages',
    detail: 'Source: checkout',
  });
});

describe('a row keeps', () => {
  const kept = (
    kind: 'cart.changed' | 'order.changed' | 'order.shipped' | 'consent.changed',
    payload: object,
  ) => JSON.stringify(eventKindOf(kind).stored?.({ ...payload }));

  test('a cart without its lines, and with how much is in it', () => {
    const { cart } = cartEvent(0) as { cart: object };
    expect(kept('cart.changed', { cart })).not.toContain('"lines"');
    expect(kept('cart.changed', { cart })).toContain('"quantity"');
  });

  test('how much an order came to, without its lines and the address that was given for it', () => {
    const order = { ...orderSnapshot(0), contact: 'ada@example.com' };
    const row = JSON.parse(kept('order.changed', { order })) as { order: object };
    expect(row.order).not.toHaveProperty('contact');
    expect(row.order).not.toHaveProperty('lines');
    expect(row.order).toHaveProperty('pieces');
  });

  test('which parcel left, and not what is in it', () => {
    const parcel = { id: '7', lines: [] };
    expect(kept('order.shipped', { orderId: '1', parcel })).toBe(
      '{"orderId":"1","parcel":{"id":"7"}}',
    );
  });

  test('a consent without the address that it is about', () => {
    expect(kept('consent.changed', { address: 'ada@example.com', state: 'subscribed' })).toBe(
      '{"state":"subscribed"}',
    );
  });
});
