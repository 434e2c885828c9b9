import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '#app/lib/clock.ts';
import type { KeyRing } from '#app/platform/key-ring.server.ts';

/** What privacy requests are worked on with. */
export type PrivacyServices = { pool: pg.Pool; clock: Clock; logger: Logger; ring: KeyRing };
