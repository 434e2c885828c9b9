import { useEffect, useState } from 'react';
import type { LiveAnswer } from '#app/segments/live-count.server.ts';

/** Where questions under way are answered. */
const LIVE = '/app/segments/live';
const TYPING_MS = 300;

/** An answer, or that none came: whoever asks again may get one. */
export type LiveCount = LiveAnswer | { asked: string; outcome: Uncounted };

/** Why there is no count: no answer came, it took too long, newer ones took its place, or too many are counted. */
export type Uncounted = 'failed' | 'too_slow' | 'superseded' | 'busy';

/**
 * Who is in by a question under way, asked for when the typing pauses. A newer question calls the older off. Not
 * by a fetcher of the router: its answers would load the page's data again with every letter.
 * @param question the question as a text; equal texts are asked once
 * @returns the newest answer, and whether it is of an earlier question
 */
export function useLiveCount(
  question: string,
  key: string | null,
): { answer: LiveCount | undefined; isStale: boolean } {
  const [answer, setAnswer] = useState<LiveCount>();
  const isStale = answer?.asked !== question;
  useEffect(() => {
    const calledOff = new AbortController();
    const timer = setTimeout(() => {
      ask(question, key, calledOff.signal).then(setAnswer, () => {
        if (!calledOff.signal.aborted) setAnswer({ asked: question, outcome: 'failed' });
      });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      calledOff.abort();
    };
  }, [key, question]);
  return { answer, isStale };
}

async function ask(question: string, key: string | null, signal: AbortSignal): Promise<LiveCount> {
  const body = new URLSearchParams({ predicate: question, key: key ?? '' });
  const response = await fetch(LIVE, { method: 'POST', body, signal });
  if (!response.ok) throw new Error(`The count was answered with ${String(response.status)}.`);
  return (await response.json()) as LiveCount;
}
