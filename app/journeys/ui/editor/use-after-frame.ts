import { startTransition, useEffect, useState } from 'react';

/**
 * A value, one frame late: what takes long to draw with another value does not hold up the frame that answers a key or a
 * click, and is drawn bit by bit after it.
 */
export function useAfterFrame<T>(value: T): T {
  const [late, setLate] = useState({ value });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // Not within the frame, which is drawn after it.
      timer = setTimeout(() =>
        startTransition(() => setLate((before) => (before.value === value ? before : { value }))),
      );
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return late.value;
}
