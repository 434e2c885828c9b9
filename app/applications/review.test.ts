import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { CHANNELS, VOLUMES } from './application.ts';
import { checklistOf, fitOf, responseClock, type ReviewFacts } from './review.ts';

const NOW = Date.UTC(2026, 10, 21);
const STRONG: ReviewFacts = {
  contactName: 'Ana Fern',
  email: 'ana@fern.example',
  phone: '+44 20 7946 0000',
  website: 'https://www.fern.example/',
  channels: ['shops', 'online'],
  volume: 'over-100k',
  currency: 'GBP',
  message: 'We run three shops in Leeds and want to start with ferns in March.',
  taxId: 'valid',
  orders: 3,
  lastOrderAt: NOW - 10 * DAY,
  lastSeenAt: NOW - DAY,
  submittedAt: NOW - DAY,
};
const WEAK: ReviewFacts = {
  contactName: 'Bob',
  email: 'bob@gmail.com',
  phone: null,
  website: null,
  channels: [],
  volume: 'under-5k',
  currency: 'JPY',
  message: '',
  taxId: 'unconfirmed',
  orders: 0,
  lastOrderAt: null,
  lastSeenAt: null,
  submittedAt: NOW,
};

const facts: fc.Arbitrary<ReviewFacts> = fc.record({
  contactName: fc.constantFrom('Ana Fern', 'Bob'),
  email: fc.constantFrom('ana@fern.example', 'bob@gmail.com'),
  phone: fc.constantFrom(null, '+44 20 7946 0000'),
  website: fc.constantFrom(null, 'https://fern.example/'),
  channels: fc.subarray([...CHANNELS]),
  volume: fc.constantFrom(...VOLUMES),
  currency: fc.constantFrom('GBP', 'JPY'),
  message: fc.string({ maxLength: 80 }),
  taxId: fc.constantFrom('valid', 'unconfirmed', 'malformed'),
  orders: fc.nat(9),
  lastOrderAt: fc.constantFrom(null, NOW - DAY, NOW - 400 * DAY),
  lastSeenAt: fc.constantFrom(null, NOW - DAY, NOW - 400 * DAY),
  submittedAt: fc.constantFrom(NOW, NOW - 2 * DAY),
});

describe('a review', () => {
  test('grades a company with everything A and one with nothing D', () => {
    expect(fitOf(STRONG)).toMatchObject({ grade: 'A', points: 100 });
    expect(fitOf(WEAK)).toMatchObject({ grade: 'D', points: 10 });
  });

  test('says in the money of the shop what a company expects to order', () => {
    expect(fitOf(STRONG).reasons[0]?.text).toBe('expects to order over £100,000 a year');
    expect(fitOf(WEAK).reasons[0]?.text).toBe('expects to order under ¥5,000 a year');
    expect(checklistOf(STRONG, NOW)[1]?.reasons).toContain(
      'Expects to order £25,000 a year or more',
    );
  });

  test('explains every point', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { points, reasons } = fitOf(given);
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(points);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(100);
      }),
    );
  });

  test('never grades a company lower for expecting to order more', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const points = VOLUMES.map((volume) => fitOf({ ...given, volume }).points);
        expect(points).toEqual(points.toSorted((a, b) => a - b));
      }),
    );
  });

  test('gives all four checks, each with a reason', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const checks = checklistOf(given, NOW);
        expect(checks.map(({ key }) => key)).toEqual(['fit', 'intent', 'timing', 'contact']);
        expect(checks.every(({ reasons }) => reasons.length > 0)).toBe(true);
      }),
    );
  });

  test.each([
    ['strong', STRONG, ['good', 'good', 'good', 'good']],
    ['weak', WEAK, ['poor', 'poor', 'unclear', 'poor']],
  ] as const)('of a %s applicant says so', (_which, given, results) => {
    expect(checklistOf(given, NOW).map(({ result }) => result)).toEqual(results);
  });
});

test('applying is no sign of good timing, coming back afterwards is', () => {
  const timing = (lastSeenAt: number) =>
    checklistOf({ ...WEAK, submittedAt: NOW - DAY, lastSeenAt }, NOW)[2]?.result;
  expect(timing(NOW - DAY)).toBe('unclear');
  expect(timing(NOW - HOUR)).toBe('good');
});

test.each([
  [0, 'Answer within 24 hours', 'success'],
  [21 * HOUR, 'Answer within 3 hours', 'warning'],
  [23.5 * HOUR, 'Answer within 1 hour', 'warning'],
  [26 * HOUR, '2 hours late', 'critical'],
  [4 * DAY, '3 days late', 'critical'],
] as const)('an application of %d ms ago: %s', (age, text, tone) => {
  expect(responseClock(NOW - age, NOW)).toEqual({ text, tone });
});
