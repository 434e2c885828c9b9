import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { decideMail, STALE_AFTER_MS, type MailFacts } from './decide-mail.ts';

const NOW = Date.UTC(2026, 5, 1, 12);

/** A mail of a run that nothing holds back but the pause of its journey. */
function mailOf(pausedAt: number | null, runState = 'active'): MailFacts {
  return {
    class: 'transactional',
    consent: { address: 'ada@example.com', state: null, suppression: null },
    run: { state: runState, endReason: null, pausedAt },
    superseded: false,
    attempts: 0,
    lastReason: null,
    about: { reasonUnwanted: () => null, shownLines: () => [], nothingToShow: () => null },
    isSoldOut: () => false,
  } as unknown as MailFacts;
}

test('a mail whose journey is paused waits an hour at a time, until it is stale', () => {
  expect(decideMail(mailOf(NOW), NOW)).toEqual({
    act: 'defer',
    until: NOW + HOUR,
    reason: 'journey_paused',
  });
  const almost = NOW - STALE_AFTER_MS + MINUTE;
  expect(decideMail(mailOf(almost), NOW)).toMatchObject({ until: NOW + MINUTE });
  expect(decideMail(mailOf(NOW - STALE_AFTER_MS), NOW)).toEqual({
    act: 'skip',
    reason: 'stale',
  });
});

test('an ended run skips its mail whether or not its journey is paused, and a resumed one sends it', () => {
  expect(decideMail(mailOf(NOW, 'exited'), NOW)).toMatchObject({ act: 'skip' });
  expect(decideMail(mailOf(null), NOW)).toMatchObject({ act: 'send' });
});
