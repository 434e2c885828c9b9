import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

const EVERY_MS = 2_000;

/**
 * Keeps the figures of a page fresh: runs its loaders again every two seconds while somebody can see it,
 * and at once when it comes back into view. Rests while a form is on its way, so that an answer is never
 * overtaken, and after each run, so that a slow loader is not asked twice.
 * @param active false stops it, for example while somebody edits
 */
export function useLive(active = true): void {
  const { revalidate, state } = useRevalidator();
  const navigation = useNavigation();
  const idle = useRef(true);
  useEffect(() => {
    idle.current = state === 'idle' && navigation.state === 'idle';
  }, [state, navigation.state]);
  useEffect(() => {
    if (!active) return undefined;
    function refresh() {
      if (idle.current && document.visibilityState === 'visible') revalidate();
    }
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [active, revalidate]);
}
