import { expect, test } from 'vitest';
import { abandonedCart2 } from '#app/journeys/gallery/abandoned-cart-2.ts';
import { exitsByReason, stepFigures, type RunGroup } from './step-figures.ts';

const groups: RunGroup[] = [
  { stepId: 'wait-1', visit: 1, state: 'active', reason: null, count: 3 },
  { stepId: 'wait-2', visit: 3, state: 'active', reason: null, count: 2 },
  { stepId: 'wait-2', visit: 3, state: 'exited', reason: 'ordered', count: 5 },
  { stepId: 'wait-1', visit: 1, state: 'exited', reason: 'ordered', count: 1 },
  { stepId: 'end', visit: 7, state: 'completed', reason: 'not_recovered', count: 1 },
];
const here = new Map([
  ['wait-1', 4],
  ['wait-2', 2],
]);

test('a run that reached a step is waiting there, passed it or left from it', () => {
  const figures = stepFigures(abandonedCart2, groups, here);
  expect(figures.get('wait-1')).toMatchObject({ waiting: 4, reached: 12, passed: 8, exited: 1 });
  expect(figures.get('mail-1')).toMatchObject({ waiting: 0, reached: 8, passed: 8, exited: 0 });
  expect(figures.get('wait-2')).toMatchObject({ waiting: 2, reached: 8, passed: 1, exited: 5 });
  expect(figures.get('end')).toMatchObject({ waiting: 0, reached: 1, passed: 1, exited: 0 });
});

test('runs that stand on a step the journey lost do not stop the page', () => {
  const lost: RunGroup[] = [{ stepId: 'gone', visit: 2, state: 'active', reason: null, count: 1 }];
  expect(
    [...stepFigures(abandonedCart2, lost, new Map([['gone', 1]])).values()].every(
      ({ reached }) => reached === 0,
    ),
  ).toBe(true);
});

test('early exits are counted by reason, over all steps and at each', () => {
  expect(exitsByReason(groups)).toEqual([{ reason: 'ordered', count: 6 }]);
  const figures = stepFigures(abandonedCart2, groups, here);
  expect(figures.get('wait-2')?.exits).toEqual([{ reason: 'ordered', count: 5 }]);
  expect(figures.get('end')?.exits).toEqual([]);
});
