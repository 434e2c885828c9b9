import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { AdminClient } from './admin-client.ts';

/** What work with a shop's Admin API needs from the process around it. */
export type AdminContext = { pool: pg.Pool; clock: Clock; logger: Logger; admin: AdminClient };
