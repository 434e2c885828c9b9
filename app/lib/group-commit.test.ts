import { expect, test } from 'vitest';
import { groupCommit } from './group-commit.ts';

test('what comes in while a write is under way is written together, each with its own result', async () => {
  const groups: number[] = [];
  const double = groupCommit(async (items: readonly number[]) => {
    groups.push(items.length);
    return await Promise.resolve(items.map((item) => item * 2));
  });
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
  expect(groups).toEqual([1, 3]);
});

test('a write that fails fails its own group only', async () => {
  const write = groupCommit((items: readonly string[]) =>
    items.includes('bad') ? Promise.reject(new Error('refused')) : Promise.resolve(items),
  );
  const [first, bad, beside] = await Promise.allSettled(['good', 'bad', 'beside'].map(write));
  expect([first?.status, bad?.status, beside?.status]).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(await write('later')).toBe('later');
});
