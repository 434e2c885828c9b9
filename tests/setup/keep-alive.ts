import { SECOND } from '#app/lib/duration.ts';

/**
 * How long the servers of tests keep idle connections, as the app's own does. Node's 5 seconds end while a busy test reads a
 * long file, and its next request then meets a connection that is being closed.
 */
export const KEEP_ALIVE = { keepAliveTimeout: 65 * SECOND };
