import { expect, test } from 'vitest';
import { readRetentionForm, RETENTION_KINDS, RETENTION_LIMITS } from './retention-periods.ts';

const LEAST = Object.fromEntries(
  RETENTION_KINDS.map((kind) => [kind, String(RETENTION_LIMITS[kind].least)]),
);

test('the least and the most of every period are taken', () => {
  expect(readRetentionForm(LEAST)).toMatchObject({ outcome: 'read' });
  const most = RETENTION_KINDS.map((kind): [string, string] => [
    kind,
    ` ${String(RETENTION_LIMITS[kind].most)} `,
  ]);
  expect(readRetentionForm(Object.fromEntries(most))).toMatchObject({ outcome: 'read' });
});

test.each(RETENTION_KINDS)('a period of %s that is no safe number of days is refused', (kind) => {
  const { least, most } = RETENTION_LIMITS[kind];
  for (const value of [least - 1, most + 1, -5, 1.5, '', '4e2', 'all', null, undefined, ['400']]) {
    const typed = typeof value === 'number' ? String(value) : value;
    expect(readRetentionForm({ ...LEAST, [kind]: typed })).toEqual({
      outcome: 'refused',
      errors: { [kind]: expect.stringContaining(String(least)) as unknown },
    });
  }
});
