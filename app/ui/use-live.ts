import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { isReloadDue, POLL_INTERVAL_MS } from './live-watch.ts';

/** Returns how often tables have changed. */
const CHANGES = '/app/changes';

/**
 * Keeps a page fresh while its tab is visible: asks every two seconds whether what it shows has changed, and only then
 * runs its loaders again, every five seconds at most. Rests while a form is sent, so that an answer is never
 * overtaken. Not by a fetcher of the router: its answers would load the page each time.
 * @param live what the page shows, from its loader
 * @param active false stops it, for example while the page is edited
 */
export function useLive(live: Live, active = true): void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const page = useRef({ live, isIdle: true, loadedAt: 0 });
  useEffect(() => {
    page.current.isIdle = state === 'idle' && navigation.state === 'idle';
  }, [state, navigation.state]);
  // Every load gives another object.
  useEffect(() => {
    page.current = { ...page.current, live, loadedAt: performance.now() };
  }, [live]);
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    let isAsking = false;
    const isWatched = () => page.current.isIdle && document.visibilityState === 'visible';
    async function poll() {
      if (isAsking || !isWatched()) return;
      isAsking = true;
      const seen = await changesOf(page.current.live, stop.signal);
      isAsking = false;
      const { live: shown, loadedAt } = page.current;
      const watch = { now: performance.now(), loadedAt, loaded: shown.version, seen };
      if (!stop.signal.aborted && isWatched() && isReloadDue(watch)) revalidate();
    }
    const pollSoon = () => void poll();
    const timer = setInterval(pollSoon, POLL_INTERVAL_MS);
    document.addEventListener('visibilitychange', pollSoon);
    return () => {
      stop.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', pollSoon);
    };
  }, [active, revalidate]);
}

/** @returns null when there was no answer; the next poll may get one */
async function changesOf({ tables }: Live, signal: AbortSignal): Promise<number | null> {
  const query = new URLSearchParams({ tables: tables.join(',') });
  try {
    const response = await fetch(`${CHANGES}?${query.toString()}`, { signal });
    return response.ok ? ((await response.json()) as Live).version : null;
  } catch {
    return null;
  }
}
