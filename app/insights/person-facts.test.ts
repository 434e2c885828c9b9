import { describe, expect, test } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import { personFacts, personName, sourceWords, tellingMoments } from './person-facts.ts';

const TOLD_AT = Date.parse('2026-10-01T10:00:00Z');

describe('what is known of a person', () => {
  const state = {
    ...newProfile(TOLD_AT),
    email: { value: 'ada@example.com', at: TOLD_AT },
    country: { value: 'GB', at: TOLD_AT + 1 },
    locale: { value: 'not a language', at: TOLD_AT },
  };

  test('each fact names its value, when it was told and by which topic if that is known', () => {
    expect(personFacts(state, new Map([[TOLD_AT, 'orders/create']]))).toEqual([
      { name: 'E-mail', value: 'ada@example.com', at: TOLD_AT, from: 'orders/create' },
      { name: 'Country', value: 'United Kingdom', at: TOLD_AT + 1, from: null },
      { name: 'Language', value: 'not a language', at: TOLD_AT, from: 'orders/create' },
    ]);
  });

  test('each moment of telling is asked about once', () => {
    expect(tellingMoments(state)).toEqual([TOLD_AT, TOLD_AT + 1]);
    expect(tellingMoments(newProfile(TOLD_AT))).toEqual([]);
  });

  test('a topic is told as a merchant would say it', () => {
    expect(sourceWords('orders/updated')).toBe('an order');
    expect(sourceWords('planets/align')).toBe('planets/align');
  });

  test('whoever told no name is called by the address, else a visitor', () => {
    expect(personName({ name: 'Ada Byron', email: 'ada@example.com' })).toBe('Ada Byron');
    expect(personName({ name: null, email: 'ada@example.com' })).toBe('ada@example.com');
    expect(personName({ name: null, email: null })).toBe('Visitor');
  });
});
