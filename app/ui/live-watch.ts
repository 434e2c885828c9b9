import { MINUTE, SECOND } from '#app/lib/duration.ts';

/** How often it is asked whether what a page shows has changed, milliseconds. */
export const POLL_INTERVAL_MS = 2 * SECOND;
/** A page is loaded again at most so often because of changes. */
export const RELOAD_MS = 5 * SECOND;
/** And so often without any, for what depends on time alone, such as what is due; ages count on in the browser. */
export const AGE_MS = 15 * MINUTE;

/** What is known when it is decided whether a page is loaded again. Moments of one clock, milliseconds. */
export type Watch = {
  now: number;
  /** When the page was loaded last. */
  loadedAt: number;
  /** How often what it shows had changed when it was loaded. */
  loaded: number;
  /** How often it has changed by now; null: not known. */
  seen: number | null;
};

/** Whether an open page is to be loaded again. */
export function isReloadDue({ now, loadedAt, loaded, seen }: Watch): boolean {
  const age = now - loadedAt;
  return age >= AGE_MS || (seen !== null && seen !== loaded && age >= RELOAD_MS);
}
