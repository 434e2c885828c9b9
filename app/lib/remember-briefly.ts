import type { Clock } from './clock.ts';

/** More keys than this are forgotten at once: made-up keys must not fill the memory. */
const MOST_KEYS = 10_000;

/**
 * Remembers answers for a while, so that a burst of the same question is asked once. A failure is told to
 * those who wait for it and not remembered.
 * @param trustedMs how long an answer is good, by the clock given
 */
export function rememberBriefly<Answer>(
  ask: (key: string) => Promise<Answer>,
  clock: Clock,
  trustedMs: number,
): (key: string) => Promise<Answer> {
  const known = new Map<string, { until: number; answer: Promise<Answer> }>();
  return (key) => {
    const now = clock.now();
    const entry = known.get(key);
    if (entry && entry.until > now) return entry.answer;
    if (known.size >= MOST_KEYS) known.clear();
    const answer = ask(key);
    known.set(key, { until: now + trustedMs, answer });
    answer.catch(() => known.delete(key));
    return answer;
  };
}
