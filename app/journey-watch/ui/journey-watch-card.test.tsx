import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { JourneyWatchView } from '#app/journey-watch/page/journey-watch-page.ts';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { JourneyWatchCard } from './journey-watch-card.tsx';

const NOW = Date.UTC(2026, 10, 30, 12);

function draw(watch: Partial<JourneyWatchView>) {
  const whole: JourneyWatchView = { notice: [], walk: null, stops: [], ...watch };
  drawPart(<JourneyWatchCard watch={whole} now={NOW} timeZone="UTC" />);
}

test('it says how soon a stop would be noticed, and what is not known yet', () => {
  draw({
    notice: [
      { measure: 'entries', noticeMs: 26 * MINUTE },
      { measure: 'emails', noticeMs: null },
    ],
  });
  expect(screen.getByText('If no one enters any more')).toBeTruthy();
  expect(screen.getByText('Noticed after about 26 min')).toBeTruthy();
  expect(screen.getByText(/^Not known yet/)).toBeTruthy();
  expect(screen.getByText(/Has not walked this journey yet/)).toBeTruthy();
});

test('a walk that did not get through, and a stop with its reason, are shown', () => {
  draw({
    walk: {
      journeyKey: 'welcome',
      version: 2,
      walkedAt: NOW - HOUR,
      steps: 3,
      problem: { stepId: 'mail', message: 'The email cannot be rendered.' },
    },
    stops: [
      {
        id: 'one',
        journeyKey: 'welcome',
        journey: 'Welcome',
        measure: 'entries',
        since: NOW - HOUR,
        noticedAt: NOW,
        cause: 'topic_silent',
        detail: 'orders/create',
      },
    ],
  });
  expect(screen.getByText('“Welcome” has stopped: no one enters any more')).toBeTruthy();
  expect(screen.getByText(/None of orders\/create comes, by which journeys start/)).toBeTruthy();
  expect(screen.getByText(/The email cannot be rendered/)).toBeTruthy();
});
