import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useNow } from './use-now.ts';

const LOADED_AT = Date.UTC(2026, 5, 1, 12);

beforeEach(() => {
  vi.useFakeTimers();
});

function draw(loadedAt: number) {
  const { result, rerender } = renderHook(({ at }) => useNow(at), {
    initialProps: { at: loadedAt },
  });
  return { now: () => result.current, loadAgain: (at: number) => rerender({ at }) };
}

test('the time of the server counts on every 30 seconds, whatever the clock of the browser', () => {
  vi.setSystemTime(0);
  const { now } = draw(LOADED_AT);
  act(() => void vi.advanceTimersByTime(29_000));
  expect(now()).toBe(LOADED_AT);
  act(() => void vi.advanceTimersByTime(61_000));
  expect(now()).toBe(LOADED_AT + 90_000);
});

test('a page that is loaded again has the time of that load at once, and counts on from it', () => {
  const { now, loadAgain } = draw(LOADED_AT);
  act(() => void vi.advanceTimersByTime(60_000));
  loadAgain(LOADED_AT + 45_000);
  expect(now()).toBe(LOADED_AT + 45_000);
  act(() => void vi.advanceTimersByTime(30_000));
  expect(now()).toBe(LOADED_AT + 75_000);
});

test('a page that is left counts no more', () => {
  const { unmount } = renderHook(() => useNow(LOADED_AT));
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
