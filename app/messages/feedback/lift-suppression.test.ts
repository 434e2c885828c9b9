import { expect, test } from 'vitest';
import type { SuppressionReason } from '#app/consent/may-send.ts';
import { decideLift } from './lift-suppression.ts';

const WHY = 'The mailbox works again.';

test.each<[string, SuppressionReason | null, number | null, string, string]>([
  ['nothing', null, null, WHY, 'not_blocked'],
  ['a hard bounce with a reason', 'hard_bounce', null, WHY, 'lifted'],
  ['soft bounces with a reason', 'soft_bounce', null, WHY, 'lifted'],
  ['a hard bounce without one', 'hard_bounce', null, '   ok   ', 'needs_reason'],
  ['a complaint', 'complaint', null, WHY, 'needs_opt_in'],
  ['a complaint after an older opt-in', 'complaint', 99, WHY, 'needs_opt_in'],
  ['a complaint with an opt-in at the same moment', 'complaint', 100, WHY, 'needs_opt_in'],
  ['a complaint with a later opt-in', 'complaint', 101, WHY, 'lifted'],
  ['an unsubscribe', 'unsubscribed', 100, WHY, 'needs_opt_in'],
  ['an unsubscribe with a later opt-in', 'unsubscribed', 101, WHY, 'lifted'],
])('after %s', (_, reason, optedInAt, why, outcome) => {
  const suppression = reason && { reason, at: 100 };
  const consent = { state: 'subscribed' as const, at: 1, optedInAt };
  expect(decideLift({ suppression, consent }, why)).toEqual({ outcome });
});
