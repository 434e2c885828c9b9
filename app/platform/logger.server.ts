import pg from 'pg';
import {
  pino,
  stdSerializers,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
} from 'pino';
import type { Environment } from './env.ts';

export type { Logger } from 'pino';

/**
 * The process's log, one JSON object a line on standard output.
 * Lines carry shop, topic and ids; the paths below are a second lock should a whole object slip in.
 * @param to where lines go; standard output unless given
 */
export function createLogger(level: Environment['LOG_LEVEL'], to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorOnly },
    redact: ['accessToken', 'refreshToken', 'email', '*.accessToken', '*.refreshToken', '*.email'],
  };
  return to ? pino(options, to) : pino(options);
}

/**
 * An error as the log shows it, with what caused it. PostgreSQL quotes the row it refused, which may be of a person:
 * of its errors only the code and the names of what refused it are kept, and where they were met.
 */
function errorOnly(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError) return databaseFault(error);
  if (error.cause === undefined && !(error instanceof AggregateError))
    return stdSerializers.err(error);
  const { name, message, stack, cause } = error;
  const errors: unknown[] = error instanceof AggregateError ? error.errors.map(errorOnly) : [];
  return { type: name, message, stack, cause: errorOnly(cause), errors };
}

function databaseFault(error: pg.DatabaseError) {
  const { name, code, schema, table, column, constraint, routine, stack = '' } = error;
  // The message stands before the first frame, on as many lines as it has.
  const frames = /^\s+at [^]*/m.exec(stack)?.[0] ?? '';
  return { type: name, code, schema, table, column, constraint, routine, stack: frames };
}

/**
 * An error for others to write down, such as the queue, which keeps its message with the job: one of PostgreSQL's says
 * what refused and not what was refused. Any other is as it was.
 */
export function withoutValues(error: unknown): unknown {
  const culprit =
    error instanceof Error && !(error instanceof pg.DatabaseError) ? error.cause : error;
  if (!(culprit instanceof pg.DatabaseError)) return error;
  const { code, table, constraint, stack } = databaseFault(culprit);
  const names = [code, table, constraint].filter((one) => one !== undefined).join(', ');
  const named = new Error(`The database refused a statement (${names}).`);
  named.stack = `${named.message}\n${stack}`;
  return named;
}
