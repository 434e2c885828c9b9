import { describe, expect, test } from 'vitest';
import { nextSteps } from './next-steps.ts';

const NOW = Date.parse('2026-10-01T10:00:00Z');
type Figures = Parameters<typeof nextSteps>[0];

function figures(over: Partial<Figures> = {}): Figures {
  return {
    applications: { count: 0, oldestAt: null },
    inbox: { count: 0, oldestAt: null },
    mails: { entered: 0, sent: 0, skipped: {}, waiting: 0, failed: 0, inDoubt: 0, holds: true },
    companiesRefused: 0,
    quarantined: 0,
    mailsInDoubt: 0,
    silentTopics: [],
    stops: [],
    watchedAt: NOW,
    setup: { hasSender: true },
    ...over,
  };
}

describe('the next best steps', () => {
  test('there is none when all is well', () => {
    expect(nextSteps(figures(), NOW)).toEqual([]);
  });

  test('a company that waits comes first, whatever else there is', () => {
    const steps = nextSteps(
      figures({
        applications: { count: 2, oldestAt: NOW },
        inbox: { count: 9, oldestAt: NOW - 120_000 },
        companiesRefused: 1,
        quarantined: 1,
        mailsInDoubt: 3,
        silentTopics: ['orders/create'],
        setup: { hasSender: false },
      }),
      NOW,
    );
    expect(steps.map(({ key }) => key)).toEqual([
      'applications',
      'refused',
      'late',
      'quarantine',
      'doubt',
      'sender',
      'silence',
    ]);
    expect(steps[0]?.title).toBe('2 wholesale applications wait for an answer');
  });

  test('journeys that stopped are named with the reason, and more than three are counted together', () => {
    const stop = (key: string): Figures['stops'][number] => ({
      id: key,
      journeyKey: key,
      journey: key,
      measure: 'entries',
      since: NOW,
      noticedAt: NOW,
      cause: 'filter_refuses',
      detail: '',
    });
    const titles = (...keys: string[]) =>
      nextSteps(figures({ stops: keys.map(stop) }), NOW).map(({ title }) => title);
    expect(titles('Welcome')).toEqual(['“Welcome” has stopped: no one enters any more']);
    expect(titles('a', 'b', 'c', 'd')).toHaveLength(3);
    expect(titles('a', 'b', 'c', 'd').at(-1)).toBe('2 more journeys have stopped');
  });

  test('journeys that have not been looked at for an hour are not watched', () => {
    const keys = (watchedAt: number | null) =>
      nextSteps(figures({ watchedAt }), NOW).map(({ key }) => key);
    expect(keys(NOW - 3_600_000)).toEqual(['unwatched']);
    expect(keys(null)).toEqual([]);
  });

  test('a delivery that arrived this minute is no sign of trouble', () => {
    expect(nextSteps(figures({ inbox: { count: 500, oldestAt: NOW - 59_000 } }), NOW)).toEqual([]);
  });

  test('a balance that does not hold is shown', () => {
    const { mails } = figures();
    expect(nextSteps(figures({ mails: { ...mails, holds: false } }), NOW)).toHaveLength(1);
  });
});
