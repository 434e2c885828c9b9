import { expect, test } from 'vitest';
import { closingLines, slowestTests } from './closing-lines.ts';

test('the ten slowest tests are named, slowest first', () => {
  const tests = Array.from({ length: 12 }, (_, at) => ({ name: `t${String(at)}`, ms: at * 1_000 }));
  const lines = slowestTests(tests).split('\n');
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('   11.0 s  t11');
  expect(lines[9]).toBe('    2.0 s  t2');
});

test('the count is the last line, what failed stands right above it', () => {
  expect(closingLines(3, ['a.test.ts > adds: expected 3', 'lint']).split('\n')).toEqual([
    'FAILED  a.test.ts > adds: expected 3',
    'FAILED  lint',
    '3 passed, 2 failed',
  ]);
});
