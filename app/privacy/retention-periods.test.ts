import { expect, test } from 'vitest';
import {
  readRetentionForm,
  RETENTION_KINDS,
  RETENTION_LIMITS,
  RetentionPeriodsForm,
} from './retention-periods.ts';

const LEAST = RetentionPeriodsForm.parse(
  Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, String(RETENTION_LIMITS[kind].least)])),
);

test('the least and the most of every period are taken', () => {
  expect(readRetentionForm(LEAST)).toMatchObject({ outcome: 'read' });
  const most = RETENTION_KINDS.map((kind): [string, string] => [
    kind,
    ` ${String(RETENTION_LIMITS[kind].most)} `,
  ]);
  const form = RetentionPeriodsForm.parse(Object.fromEntries(most));
  expect(readRetentionForm(form)).toMatchObject({ outcome: 'read' });
});

test.each(RETENTION_KINDS)('a period of %s that is no safe number of days is refused', (kind) => {
  const { least, most } = RETENTION_LIMITS[kind];
  for (const value of [least - 1, most + 1, -5, 1.5, '', '4e2', 'all']) {
    expect(readRetentionForm({ ...LEAST, [kind]: String(value) })).toEqual({
      outcome: 'refused',
      errors: { [kind]: expect.stringContaining(String(least)) as unknown },
    });
  }
});

test('a form without one of the periods, or with more than them, is not the form of the page', () => {
  expect(RetentionPeriodsForm.safeParse({ ...LEAST, events: undefined }).success).toBe(false);
  expect(RetentionPeriodsForm.safeParse({ ...LEAST, all: '400' }).success).toBe(false);
});
