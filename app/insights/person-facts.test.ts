import { describe, expect, test } from 'vitest';
import { newProfile, type ProfileState } from '#app/profiles/profile.ts';
import { personFacts, personName, sourceWords } from './person-facts.ts';

const TOLD_AT = Date.parse('2026-10-01T10:00:00Z');

describe('what is known of a person', () => {
  const state: ProfileState = {
    ...newProfile(TOLD_AT),
    email: { value: 'ada@example.com', at: TOLD_AT, by: 'order' },
    country: { value: 'GB', at: TOLD_AT + 1 },
    locale: { value: 'not a language', at: TOLD_AT, by: 'checkout' },
    tags: [
      ['vip', TOLD_AT + 3, 0],
      ['trade', TOLD_AT + 2, 1],
    ],
    summary: { orders: 12, spentMinor: 100, currency: 'GBP', at: TOLD_AT },
    lastTouch: {
      at: TOLD_AT,
      source: 'news',
      medium: 'email',
      campaign: 'Autumn',
      landing: '/trail',
      referrer: null,
    },
  };

  test('each fact names its value, when it was told and by what if that is known', () => {
    expect(personFacts(state)).toEqual([
      { name: 'E-mail', value: 'ada@example.com', at: TOLD_AT, from: 'order' },
      { name: 'Country', value: 'United Kingdom', at: TOLD_AT + 1, from: null },
      { name: 'Language', value: 'not a language', at: TOLD_AT, from: 'checkout' },
      { name: 'Tags', value: 'trade', at: TOLD_AT + 3, from: 'tags' },
      { name: 'Orders, by Shopify’s count', value: '12 orders', at: TOLD_AT, from: 'customer' },
      {
        name: 'Last came from',
        value: 'news (email), campaign Autumn, to /trail',
        at: TOLD_AT,
        from: 'visit',
      },
    ]);
  });

  test('what told it is named as a merchant would say it', () => {
    expect(sourceWords('order')).toBe('an order');
    expect(sourceWords('planets')).toBe('planets');
  });

  test('whoever told no name is called by the address, else a visitor', () => {
    expect(personName({ name: 'Ada Byron', email: 'ada@example.com' })).toBe('Ada Byron');
    expect(personName({ name: null, email: 'ada@example.com' })).toBe('ada@example.com');
    expect(personName({ name: null, email: null })).toBe('Visitor');
  });
});
