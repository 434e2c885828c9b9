import { expect, test } from 'vitest';
import { keyedMutex } from './keyed-mutex.ts';

test('work of one key never overlaps and goes on after a failure; another key does not wait', async () => {
  const run = keyedMutex();
  const log: string[] = [];
  let release = (): void => undefined;
  const blocked = new Promise<void>((resolve) => (release = resolve));
  const first = run('a', async () => {
    log.push('first begins');
    await blocked;
    log.push('first ends');
    throw new Error('broken');
  });
  const second = run('a', () => Promise.resolve(log.push('second')));
  await run('b', () => Promise.resolve(log.push('other')));
  release();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(log).toEqual(['first begins', 'other', 'first ends', 'second']);
});
