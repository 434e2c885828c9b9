import { expect, test } from 'vitest';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { postPurchase } from '#app/journeys/gallery/post-purchase.ts';
import { DAY } from '#app/lib/duration.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { triedJourney } from '#tests/fixtures/tried-journey.ts';
import { edgesOf, pathTo } from './journey-path.ts';

test('the path of a run follows from its step and how many steps it reached', () => {
  expect(pathTo(abandonedCart, 'wait-2', 3)).toEqual(['wait-1', 'mail-1', 'wait-2']);
  expect(pathTo(postPurchase, 'never-sent', 3)).toEqual(['thanks', 'until-sent', 'never-sent']);
  expect(pathTo(postPurchase, 'end', 9)).toContain('review');
});

test('a place that the journey cannot lead to has no path', () => {
  expect(pathTo(abandonedCart, 'wait-2', 4)).toEqual([]);
  expect(pathTo(abandonedCart, 'gone', 2)).toEqual([]);
  expect(pathTo(abandonedCart, 'wait-1', 0)).toEqual([]);
});

test('a choice labels its edges', () => {
  expect(edgesOf(postPurchase).filter(({ label }) => label)).toEqual([
    { from: 'until-sent', key: 'next', to: 'wait-care', label: 'Happened' },
    { from: 'until-sent', key: 'timeout', to: 'never-sent', label: 'Not in time' },
    { from: 'until-rest', key: 'next', to: 'wait-care-rest', label: 'Happened' },
    { from: 'until-rest', key: 'timeout', to: 'review', label: 'Not in time' },
  ]);
});

test('a circle of waits that was gone through a hundred times has a path, and none to a step that is gone', () => {
  const until = (id: string, next: string, timeout: string): Step => {
    return { id, kind: 'wait_for', events: ['order.shipped'], maxMs: DAY, next, timeout };
  };
  const circles = triedJourney([until('a', 'b', 'c'), until('b', 'c', 'a'), until('c', 'a', 'b')]);
  expect(pathTo(circles, 'gone', 100)).toEqual([]);
  expect(pathTo(circles, 'c', 100)).toHaveLength(100);
});

test('a run that went in a circle for longer than a journey has steps has the shortest path', () => {
  const daily = triedJourney([
    { id: 'wait', kind: 'wait', ms: DAY, next: 'ask' },
    { id: 'ask', kind: 'branch', when: { all: [] }, yes: 'wait', no: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ]);
  expect(pathTo(daily, 'end', 2_001)).toEqual(['wait', 'ask', 'end']);
  expect(pathTo(daily, 'gone', 2_001)).toEqual([]);
});
