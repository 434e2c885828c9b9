import { pino } from 'pino';

/** For parts under test that log what the test provokes on purpose. */
export const silentLogger = pino({ level: 'silent' });
