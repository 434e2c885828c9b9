import pg from 'pg';
import { expect, test } from 'vitest';
import { createLogger } from './logger.server.ts';

function logged(error: unknown): string {
  const lines: string[] = [];
  createLogger('info', { write: (line) => lines.push(line) }).error({ err: error }, 'it failed');
  return lines.join('');
}

test('an error of the database is logged with what refused it and without what was refused', () => {
  const error = new pg.DatabaseError('bad value "ada@example.com"\nof a row', 1, 'error');
  const told = { code: '22P02', table: 'profile', routine: 'json_ereport_error' };
  const values = { detail: 'Failing row: (Ada, ada@example.com)', where: 'JSON data: "Ada"' };
  const line = logged(Object.assign(error, told, values));
  expect(JSON.parse(line)).toMatchObject({ msg: 'it failed', err: told });
  expect(line).toContain('logger.test.ts');
  expect(line).not.toMatch(/ada|row/i);
});

test('any other error is logged with its message', () => {
  expect(JSON.parse(logged(new TypeError('no such thing')))).toMatchObject({
    err: { type: 'TypeError', message: 'no such thing' },
  });
});
