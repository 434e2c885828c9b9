import { LRUCache } from 'lru-cache';
import type { Clock } from './clock.ts';

/** Of more keys the least recently used are forgotten: made-up keys must not fill the memory. */
const MOST_KEYS = 10_000;

/**
 * Memoizes values for a while, so that a burst of calls with the same key loads once. A failure goes to
 * the callers that wait for it and is not cached.
 * @param ttlMs how long a value is good, by the clock given
 * @param isLasting false for a value that goes to the callers that wait for it alone, as a failure does
 */
export function memoizeWithTtl<Value>(
  load: (key: string) => Promise<Value>,
  clock: Clock,
  ttlMs: number,
  isLasting: (value: Value) => boolean = () => true,
): (key: string) => Promise<Value> {
  const cache = new LRUCache<string, Promise<Value>>({
    max: MOST_KEYS,
    ttl: ttlMs,
    perf: clock,
    // Else it would look at the clock once a millisecond of real time, by a timer.
    ttlResolution: 0,
  });
  return (key) => {
    const known = cache.get(key);
    if (known) return known;
    const value = load(key);
    cache.set(key, value);
    const forget = () => cache.delete(key);
    value.then((loaded) => isLasting(loaded) || forget(), forget);
    return value;
  };
}
