import { expect, test } from 'vitest';
import { describeStep, endWords } from './describe-step.ts';
import { abandonedBasket } from './gallery/abandoned-basket.ts';
import { postPurchase } from './gallery/post-purchase.ts';

test('the abandoned basket journey reads like a plan', () => {
  expect(abandonedBasket.steps.map(describeStep)).toEqual([
    'Wait 1 hour',
    'Mail: First basket reminder, to subscribers only',
    'Wait 23 hours',
    'Mail: Last basket reminder, to subscribers only',
    'Wait 1 day',
    'Show a banner on the next visit, for 1 week',
    'End: did not come back',
  ]);
});

test('waiting for an event says for which and how long at most', () => {
  expect(postPurchase.steps.map(describeStep)).toContain(
    'Wait until the order is shipped or the order is delivered, 3 weeks at most',
  );
});

test('a branch asks its question', () => {
  const branch = {
    id: 'b',
    kind: 'branch',
    when: { field: 'orders', is: 'at_least', value: 2 },
    yes: 'x',
    no: 'y',
  } as const;
  expect(describeStep(branch)).toMatch(/^Is it true that .*orders.*\?$/);
});

test('every reason to end has words', () => {
  const reasons = [abandonedBasket, postPurchase].flatMap((journey) => journey.endings);
  expect(reasons.map(endWords).filter((words) => words.includes('_'))).toEqual([]);
});
