import { describe, expect, it } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { truthValueOf } from './evaluate.ts';
import { segmentFacts } from './facts.ts';
import type { Predicate } from './predicate.ts';
import { resolveReferences } from './resolve-references.ts';

const known: Predicate = { field: 'country', is: 'known' };
const candles: Predicate = {
  interest: 'viewed',
  is: 'not_within',
  products: ['9'],
  collections: ['candles', 'gifts'],
  days: 7,
};

/** Stored by a later version, so outside of what the types know. */
const LATER = JSON.parse('{ "segment": "b", "is": "near" }') as Predicate;

function inside(segment: string): Predicate {
  return { segment, is: 'in' };
}

function resolved(
  predicate: Predicate,
  segments: Record<string, Predicate> = {},
  collections: Record<string, string[]> = {},
): Predicate {
  return resolveReferences(predicate, {
    segments: new Map(Object.entries(segments)),
    collections: new Map(Object.entries(collections)),
    timeZone: 'America/Los_Angeles',
  });
}

/** The truth value for a person of whom nothing is known. */
function answered(predicate: Predicate) {
  return truthValueOf(predicate, segmentFacts(retailModel, newProfile(NOON)), NOON);
}

describe('what a predicate refers to', () => {
  it('stands in the place of its name, through other segments too', () => {
    const segments = { b: { not: inside('c') }, c: { any: [known] } };
    expect(resolved({ all: [inside('b')] }, segments)).toEqual({
      all: [{ not: { any: [known] } }],
    });
    expect(resolved({ segment: 'c', is: 'not_in' }, segments)).toEqual({ not: { any: [known] } });
  });

  it.each<Predicate>([
    { field: 'last_order', is: 'since', date: '2026-12-01' },
    { field: 'last_order', is: 'until', date: '2026-12-01' },
    { field: 'last_order', is: 'from_to', from: '2026-12-01', to: '2026-12-24' },
  ])("is the shop's zone for conditions on days of the calendar: %o", (condition) => {
    const zoned = { ...condition, zone: 'America/Los_Angeles' };
    expect(resolved({ not: condition })).toEqual({ not: zoned });
    expect(resolved(inside('b'), { b: condition })).toEqual(zoned);
  });

  it('is the products of all collections, each once', () => {
    expect(resolved(candles, {}, { candles: ['1', '9'], gifts: ['1', '2'] })).toEqual({
      ...candles,
      products: ['9', '1', '2'],
      collections: [],
    });
  });

  it.each<[string, Predicate, Record<string, Predicate>]>([
    ['is gone', inside('gone'), {}],
    ['leads in a circle', inside('a'), { a: { not: inside('b') }, b: inside('a') }],
    ['is of a collection that is gone', candles, {}],
    [
      'is too much',
      inside('big'),
      { big: { any: Array.from({ length: 1_001 }, (): Predicate => ({ not: known })) } },
    ],
    ['is written in words of a later version', LATER, { b: known }],
  ])(
    'and %s leaves the predicate without a truth value, negated as well',
    (_, predicate, segments) => {
      const condition = resolved(predicate, segments, { candles: ['1'] });
      expect(answered(condition)).toBeNull();
      expect(answered({ not: condition })).toBeNull();
    },
  );
});
