import { expect, test } from 'vitest';
import { personTasks, type PendingReviews } from './person-tasks.ts';

const NOTHING: PendingReviews = { application: null, hasDuplicate: false };
const cart = { quantity: 2, minor: 2498, currency: 'GBP', at: 7 };

function money(minor: number, currency: string): string {
  return `${String(minor)} ${currency}`;
}

test('with nothing open, the stage says what to do', () => {
  expect(personTasks(NOTHING, { cart: null, email: null }, 'loyal', money)).toEqual([
    {
      key: 'stage',
      text: 'Reward; never offer what is meant for newcomers.',
      at: null,
      link: null,
    },
  ]);
});

test('what waits for an answer comes first, each with its page and who may see it', () => {
  const open = { application: { id: 'a1', submittedAt: 5 }, hasDuplicate: true };
  const tasks = personTasks(open, { cart, email: 'a+b@c.example' }, 'cart_starter', money);
  expect(
    tasks.map(({ key, at, link }) => [key, at, link?.url ?? null, link?.needs ?? null]),
  ).toEqual([
    ['application', 5, '/app/wholesale/a1', 'applications.read'],
    ['duplicate', null, '/app/people/duplicates?search=a%2Bb%40c.example', 'people.read'],
    ['cart', 7, null, null],
    ['stage', null, null, null],
  ]);
  expect(tasks[2]?.text).toBe('2 items for 2498 GBP in the cart, changed');
});
