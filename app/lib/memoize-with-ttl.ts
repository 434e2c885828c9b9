import type { Clock } from './clock.ts';

/** More keys than this are forgotten at once: made-up keys must not fill the memory. */
const MOST_KEYS = 10_000;

/**
 * Memoizes values for a while, so that a burst of calls with the same key loads once. A failure goes to
 * the callers that wait for it and is not cached.
 * @param ttlMs how long a value is good, by the clock given
 */
export function memoizeWithTtl<Value>(
  load: (key: string) => Promise<Value>,
  clock: Clock,
  ttlMs: number,
): (key: string) => Promise<Value> {
  const cache = new Map<string, { until: number; value: Promise<Value> }>();
  return (key) => {
    const now = clock.now();
    const entry = cache.get(key);
    if (entry && entry.until > now) return entry.value;
    if (cache.size >= MOST_KEYS) cache.clear();
    const value = load(key);
    cache.set(key, { until: now + ttlMs, value });
    value.catch(() => cache.delete(key));
    return value;
  };
}
