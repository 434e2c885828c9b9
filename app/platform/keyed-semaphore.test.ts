import { expect, test } from 'vitest';
import { createKeyedSemaphore, QueueFullError } from './keyed-semaphore.ts';

/** Lets everything that can go on do so. */
async function runMicrotasks(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('so many of a key work at once, the next in the order in which they came', async () => {
  const semaphore = createKeyedSemaphore(2, 10);
  const began: number[] = [];
  const release: (() => void)[] = [];
  for (let n = 0; n < 4; n += 1)
    void semaphore.acquire('shop').then((end) => {
      began.push(n);
      release[n] = end;
    });
  await runMicrotasks();
  expect(began).toEqual([0, 1]);
  release[1]?.();
  // To leave twice is to leave once.
  release[1]?.();
  await runMicrotasks();
  expect(began).toEqual([0, 1, 2]);
  release[0]?.();
  await runMicrotasks();
  expect(began).toEqual([0, 1, 2, 3]);
});

test('one key does not wait for another', async () => {
  const semaphore = createKeyedSemaphore(1, 0);
  await semaphore.acquire('busy');
  await expect(semaphore.acquire('other')).resolves.toBeTypeOf('function');
});

test('a caller that would wait behind too many is refused at once', async () => {
  const semaphore = createKeyedSemaphore(1, 1);
  await semaphore.acquire('shop');
  void semaphore.acquire('shop');
  await expect(semaphore.acquire('shop')).rejects.toThrow(QueueFullError);
});

test('a caller that gives up while waiting holds up no other', async () => {
  const semaphore = createKeyedSemaphore(1, 2);
  const end = await semaphore.acquire('shop');
  const gone = new AbortController();
  const given = semaphore.acquire('shop', gone.signal);
  const next = semaphore.acquire('shop');
  gone.abort(new Error('gone'));
  await expect(given).rejects.toThrow('gone');
  end();
  await expect(next).resolves.toBeTypeOf('function');
});
