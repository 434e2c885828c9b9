import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useLiveCount } from './use-live-count.ts';

/** The counts that were asked for; each is answered when the test says so. */
const asked: { predicate: string | null; signal: AbortSignal; answer: () => void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  vi.stubGlobal(
    'fetch',
    (_address: string, { body, signal }: { body: URLSearchParams; signal: AbortSignal }) =>
      new Promise<Response>((resolve, reject) => {
        const predicate = body.get('predicate');
        const counted = { asked: predicate, outcome: 'counted', count: 3 };
        asked.push({ predicate, signal, answer: () => resolve(Response.json(counted)) });
        signal.addEventListener('abort', () => reject(new Error('The count was cancelled.')));
      }),
  );
});

function draw(predicate: string) {
  const { result, rerender, unmount } = renderHook((typed) => useLiveCount(typed, null), {
    initialProps: predicate,
  });
  return { count: () => result.current, type: rerender, unmount };
}

async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

test('a predicate is counted when the typing pauses for 300 ms', async () => {
  const { type, count } = draw('{"a":1}');
  await pass(299);
  type('{"a":2}');
  await pass(299);
  expect(asked).toEqual([]);
  await pass(1);
  expect(asked.map(({ predicate }) => predicate)).toEqual(['{"a":2}']);
  asked[0]?.answer();
  await pass(0);
  expect(count()).toMatchObject({ isStale: false, answer: { outcome: 'counted', count: 3 } });
});

test('a newer predicate ends the count under way at once, not after its own pause', async () => {
  const { type, count } = draw('{"a":1}');
  await pass(300);
  expect(asked[0]?.signal.aborted).toBe(false);
  type('{"a":2}');
  expect(asked[0]?.signal.aborted).toBe(true);
  await pass(0);
  expect(count().answer).toBeUndefined();
});

test('a builder that is left ends its count', async () => {
  const { unmount } = draw('{"a":1}');
  await pass(300);
  unmount();
  expect(asked[0]?.signal.aborted).toBe(true);
});
