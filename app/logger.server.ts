import { pino, type Logger } from 'pino';
import type { Environment } from '#app/env.server.ts';

export type { Logger } from 'pino';

/**
 * The process's log, one JSON object a line on standard output.
 * Lines carry shop, topic and ids; the paths below are a second lock should a whole object slip in.
 */
export function createLogger(level: Environment['LOG_LEVEL']): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['accessToken', 'refreshToken', 'email', '*.accessToken', '*.refreshToken', '*.email'],
  });
}
