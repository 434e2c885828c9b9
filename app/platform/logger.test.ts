import pg from 'pg';
import { expect, test } from 'vitest';
import { createLogger, withoutValues } from './logger.server.ts';

function logged(error: unknown): string {
  const lines: string[] = [];
  createLogger('info', { write: (line) => lines.push(line) }).error({ err: error }, 'it failed');
  return lines.join('');
}

test('an error of the database is logged with what refused it and without what was refused', () => {
  const error = new pg.DatabaseError('bad value "ada@example.com"\nof a row', 1, 'error');
  const names = { code: '22P02', table: 'profile', routine: 'json_ereport_error' };
  const values = { detail: 'Failing row: (Ada, ada@example.com)', where: 'JSON data: "Ada"' };
  const line = logged(Object.assign(error, names, values));
  expect(JSON.parse(line)).toMatchObject({ msg: 'it failed', err: names });
  expect(line).toContain('logger.test.ts');
  expect(line).not.toMatch(/ada|row/i);
});

test('any other error is logged with its message', () => {
  expect(JSON.parse(logged(new TypeError('no such thing')))).toMatchObject({
    err: { type: 'TypeError', message: 'no such thing' },
  });
});

const REFUSED = new pg.DatabaseError('bad value "ada@example.com"', 1, 'error');
Object.assign(REFUSED, { code: '22P02', table: 'profile' });

test('what caused an error is logged like any error, without what the database refused', () => {
  const line = logged(new Error('it could not be saved', { cause: REFUSED }));
  expect(JSON.parse(line)).toMatchObject({
    err: { message: 'it could not be saved', cause: { code: '22P02', table: 'profile' } },
  });
  expect(line).not.toContain('ada@');
  expect(logged(new AggregateError([REFUSED], 'both failed'))).not.toContain('ada@');
});

test('an error that others write down does not say what the database refused', () => {
  const [plain, caused] = [REFUSED, new Error('not saved', { cause: REFUSED })].map(withoutValues);
  for (const written of [plain, caused]) {
    expect(written).toMatchObject({
      message: 'The database refused a statement (22P02, profile).',
    });
    expect((written as Error).stack).toContain('logger.test.ts');
    expect((written as Error).stack).not.toContain('ada@');
  }
  const other = new TypeError('no such thing');
  expect(withoutValues(other)).toBe(other);
});
