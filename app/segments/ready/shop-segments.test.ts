import { describe, expect, it } from 'vitest';
import { newProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { NOON } from '#tests/arbitraries/profile.ts';
import { assess } from '#app/segments/assess.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { shopSegments, withoutReferences, type OwnSegment } from './shop-segments.ts';

function stored(key: string, predicate: Predicate, more: Partial<OwnSegment> = {}): OwnSegment {
  const about = { name: `My ${key}`, purpose: 'Test', version: 2 };
  return { key, predicate, ...about, archivedAt: null, problem: null, ...more };
}

function segmentsOf(buyer: ProfileState, own: OwnSegment[]): string[] {
  return assess({ model: retailModel, ...shopSegments(own) }, buyer, NOON).segments;
}

const allPeople: Predicate = { all: [] };
const blank = newProfile(NOON);
const buyer = {
  ...blank,
  email: { value: 'ann@example.com', at: NOON },
  orders: { ...blank.orders, placed: 2, lastAt: NOON },
};

describe("a shop's segments", () => {
  it('are the ready ones as long as the shop changed nothing', () => {
    expect(segmentsOf(buyer, [])).toEqual(['repeat_buyer', 'rfm_promising']);
  });

  it.each<[string, OwnSegment[], string[]]>([
    [
      'one of its own beside them',
      [stored('mine', allPeople)],
      ['repeat_buyer', 'rfm_promising', 'mine'],
    ],
    [
      'a stage it changed, in its old place',
      [stored('loyal', { field: 'orders', is: 'at_least', value: 2 })],
      ['loyal', 'rfm_promising'],
    ],
    [
      'not one that is archived',
      [stored('mine', allPeople, { archivedAt: NOON })],
      ['repeat_buyer', 'rfm_promising'],
    ],
    [
      'not one with a problem',
      [stored('mine', allPeople, { problem: 'gone' })],
      ['repeat_buyer', 'rfm_promising'],
    ],
    [
      'the next stage where the predicate of one has a problem',
      [stored('repeat_buyer', allPeople, { problem: 'gone' })],
      ['first_time_buyer', 'rfm_promising'],
    ],
  ])('are %s', (_, own, segments) => {
    expect(segmentsOf(buyer, own)).toEqual(segments);
  });

  it('have a whole predicate each, by which others may refer to their members', () => {
    const { predicates, lifecycle, rfm } = shopSegments([stored('mine', allPeople)]);
    // The groups, the tier beside them and its own.
    expect(predicates.size).toBe(lifecycle.tiers.length + rfm.tiers.length + 2);
    expect(predicates.get('repeat_buyer')).toMatchObject({ all: [{}, {}, { not: {} }] });
  });

  it('refer to members of others by the whole predicate of these, and to what is in collections now', () => {
    const risky = stored('risky', { segment: 'at_risk', is: 'in' });
    const liked = stored('liked', {
      interest: 'bought',
      is: 'within',
      products: [],
      collections: ['7'],
      days: 30,
    });
    const segments = shopSegments([risky, liked]);
    const resolved = withoutReferences(segments, new Map([['7', ['11', '12']]]), 'UTC');
    const predicates = new Map(resolved.segments.map(({ key, predicate }) => [key, predicate]));
    expect(predicates.get('risky')).toEqual(segments.predicates.get('at_risk'));
    expect(predicates.get('liked')).toMatchObject({ products: ['11', '12'], collections: [] });
  });
});
