import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { BENCHES } from './benches.ts';
import { readCommand } from './command-line.ts';

test('without arguments every bench runs and a table is printed', () => {
  const names = BENCHES.map(({ name }) => name);
  expect(readCommand([])).toEqual({ kind: 'run', names, json: false });
});

test('named benches run once each, in the order of the table', () => {
  expect(readCommand(['mail.p50', '--json', 'accept.rate', 'mail.p50'])).toEqual({
    kind: 'run',
    names: ['accept.rate', 'mail.p50'],
    json: true,
  });
});

test('what stands before the dot names all that begin with it', () => {
  expect(readCommand(['neighbour', 'mail.p50'])).toEqual({
    kind: 'run',
    names: ['mail.p50', 'neighbour.p99', 'neighbour.refused', 'neighbour.pages'],
    json: false,
  });
});

test('an unknown name ends with 2 and a message that lists the names, before anything is started', async () => {
  const run = promisify(execFile)(process.execPath, ['tests/bench/main.ts', 'drain.speed']);
  await expect(run).rejects.toMatchObject({ code: 2, stdout: '' });
  await expect(run).rejects.toHaveProperty(
    'stderr',
    expect.stringContaining('accept.rate, accept.p99, accept.max, drain.rate'),
  );
});
