import { expect, test } from 'vitest';
import { AUDIT_GROUPS, auditActionWords } from './audit-words.ts';

test.each([
  ['application.tag_instead', 'Wholesale applications: tag instead'],
  ['job.retried', 'Background work: retried'],
  ['staff.role_changed', 'Role changed'],
])('the action %s is shown as “%s”', (action, words) => {
  expect(auditActionWords(action)).toBe(words);
  expect(Object.keys(AUDIT_GROUPS)).toContain(action.split('.')[0]);
});
