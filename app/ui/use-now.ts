import { useEffect, useState } from 'react';

const TICK_MS = 30_000;

/**
 * The time by the clock of the server, advanced in the browser every 30 seconds.
 * @param loadedAt when the page was loaded, epoch milliseconds by the server
 */
export function useNow(loadedAt: number): number {
  const [passed, setPassed] = useState({ since: loadedAt, ms: 0 });
  useEffect(() => {
    const start = performance.now();
    const tick = () => setPassed({ since: loadedAt, ms: performance.now() - start });
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [loadedAt]);
  return passed.since === loadedAt ? loadedAt + passed.ms : loadedAt;
}
