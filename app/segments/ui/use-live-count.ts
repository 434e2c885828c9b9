import { useEffect, useState } from 'react';
import type { DraftCount } from '#app/segments/builder/count-draft.ts';

/** Where an unsaved predicate is counted. */
const LIVE = '/app/segments/live';
const TYPING_MS = 300;

/** A count, or the reason why there is none: a retry may get one. */
export type LiveCount = DraftCount | { asked: string; outcome: Uncounted };

/** Why there is no count: no answer came, it took too long, newer ones took its place, or too many are counted. */
export type Uncounted = 'failed' | 'too_slow' | 'superseded' | 'busy';

/**
 * Counts the members of an unsaved predicate when the typing pauses. A newer predicate cancels the older. Not
 * by a fetcher of the router: its answers would load the page's data again with every letter.
 * @param predicate as JSON; equal texts are counted once
 * @returns the newest answer, and whether it is of an earlier predicate
 */
export function useLiveCount(
  predicate: string,
  key: string | null,
): { answer: LiveCount | undefined; isStale: boolean } {
  const [answer, setAnswer] = useState<LiveCount>();
  const isStale = answer?.asked !== predicate;
  useEffect(() => {
    const cancelled = new AbortController();
    const timer = setTimeout(() => {
      fetchCount(predicate, key, cancelled.signal).then(setAnswer, () => {
        if (!cancelled.signal.aborted) setAnswer({ asked: predicate, outcome: 'failed' });
      });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      cancelled.abort();
    };
  }, [key, predicate]);
  return { answer, isStale };
}

async function fetchCount(
  predicate: string,
  key: string | null,
  signal: AbortSignal,
): Promise<LiveCount> {
  const body = new URLSearchParams({ predicate, key: key ?? '' });
  const response = await fetch(LIVE, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The count was answered with ${String(response.status)}.`);
  return (await response.json()) as LiveCount;
}
