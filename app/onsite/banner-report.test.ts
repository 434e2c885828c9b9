import { expect, test } from 'vitest';
import { BannerReport, stateAfter } from './banner-report.ts';

test.each([
  ['waiting', 'seen', 'seen'],
  ['seen', 'seen', 'seen'],
  ['waiting', 'clicked', 'closed'],
  ['seen', 'dismissed', 'closed'],
  ['closed', 'seen', 'closed'],
  ['closed', 'clicked', 'closed'],
] as const)('a %s banner that was %s is %s', (state, event, after) => {
  expect(stateAfter(state, event)).toBe(after);
});

test('a report of a browser without memory names no visitor', () => {
  expect(BannerReport.parse({ event: 'seen', visitor: '' })).toEqual({
    event: 'seen',
    visitor: null,
  });
});

test.each([
  { event: 'bought', visitor: '' },
  { event: 'seen', visitor: "' or 1=1 --" },
  { event: null, visitor: '' },
])('a report that no script sends is refused: %j', (report) => {
  expect(BannerReport.safeParse(report).success).toBe(false);
});
