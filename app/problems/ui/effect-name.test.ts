import { expect, test } from 'vitest';
import { jobNames } from '#app/queue/catalog.ts';
import { effectName } from './effect-name.ts';

const NONE = { name: null, mail: null };

test.each(jobNames)('the work of the job %s that was given up is shown in words', (job) => {
  expect(effectName({ ...NONE, kind: `job_${job}` })).not.toMatch(/_/);
});

test('a file and an email are shown by their names', () => {
  expect(effectName({ ...NONE, kind: 'move_in', name: 'people.csv' })).toContain('“people.csv”');
  expect(effectName({ ...NONE, kind: 'email', mail: 'Reminder' })).toBe('Email “Reminder”');
});
