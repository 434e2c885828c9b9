import { startTransition, useEffect, useState } from 'react';

/**
 * Runs something once the next frame is drawn, so that the frame which answers a key or a click does not wait for it.
 * @returns takes it back while it did not run
 */
export function runAfterFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    // Not within the frame, which is drawn after it.
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * A value, one frame late: what takes long to draw with another value does not hold up the frame that answers a key or a
 * click, and is drawn bit by bit after it.
 */
export function useAfterFrame<T>(value: T): T {
  const [late, setLate] = useState({ value });
  useEffect(
    () =>
      runAfterFrame(() =>
        startTransition(() => setLate((before) => (before.value === value ? before : { value }))),
      ),
    [value],
  );
  return late.value;
}
