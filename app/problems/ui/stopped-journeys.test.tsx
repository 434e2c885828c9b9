import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ListedStop } from '#app/journey-watch/journey-stop.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { STOPPED_JOURNEYS } from './stopped-journeys.tsx';

const STOP: ListedStop = {
  key: 'one',
  id: 'one',
  journeyKey: 'welcome',
  journey: 'Welcome',
  measure: 'emails',
  since: 0,
  noticedAt: 0,
  cause: 'sender_refused',
  detail: 'refused_sender',
  resolvedAt: null,
  snoozedUntil: null,
};

function draw(stop: ListedStop) {
  drawPart(STOPPED_JOURNEYS.columns.map(({ title, cell }) => <div key={title}>{cell(stop)}</div>));
  return STOPPED_JOURNEYS.actions(stop).map(({ content }) => content);
}

test('a stop that goes on says why and what to do, and can be snoozed or dismissed', () => {
  expect(draw(STOP)).toEqual(['Snooze for a day', 'Dismiss']);
  expect(screen.getByText('“Welcome” has stopped sending emails')).toBeTruthy();
  expect(screen.getByText(/the mail server does not accept the sender/)).toBeTruthy();
  expect(screen.getByText('Check your sender under Settings.')).toBeTruthy();
});

test('one that is over is marked as resolved, and one that is snoozed can be shown again', () => {
  expect(draw({ ...STOP, resolvedAt: 1 })).toEqual(['Dismiss']);
  expect(screen.getByText('Resolved')).toBeTruthy();
  expect(
    STOPPED_JOURNEYS.actions({ ...STOP, snoozedUntil: 5 }).map(({ content }) => content),
  ).toEqual(['Show again', 'Dismiss']);
});
