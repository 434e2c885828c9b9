import { DAY } from '#app/lib/duration.ts';

/**
 * How long after a click an order counts as coming from it, and in a replay, which knows no clicks, after a message;
 * milliseconds.
 */
export const RECOVERY_MS = 5 * DAY;
