import { screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ReplayPageData, ShownReplay } from '#app/journeys/page/replay-page.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { ReplayPage } from './replay-page.tsx';

const AT = Date.UTC(2026, 10, 28, 12);

const summary: ReplayPageData['replays'][number] = {
  id: 'r1',
  journeyKey: 'left',
  version: 2,
  draftRevision: null,
  days: 30,
  since: AT,
  until: AT,
  state: 'done',
  peopleTotal: 10,
  peopleDone: 10,
  problem: null,
  requestedBy: '1',
  requestedAt: AT,
  finishedAt: AT,
  name: 'Version 2',
};

const shown: ShownReplay = {
  ...summary,
  figures: [
    { key: 'sent', name: 'Would be sent', unit: 'emails', value: 1_234, currency: null },
    { key: 'revenue:GBP', name: 'Revenue of those orders', unit: '', value: 500, currency: 'GBP' },
  ],
  notStarted: [{ reason: 'Placed an order', count: 3 }],
  ended: [],
  deferred: [],
  steps: [{ id: 'mail', name: 'Send “Reminder”', sent: 1_234, skipped: 4, waiting: 0 }],
  skipped: [{ step: 'Send “Reminder”', reason: 'Has not subscribed', count: 4 }],
  overlaps: [],
  failures: [],
  notes: [{ code: 'as_of_today', field: 'customer tags' }],
  leftOut: 0,
  problemStep: null,
};

const empty: ReplayPageData = {
  choices: [{ value: '2', label: 'Version 2 (live)' }],
  replays: [],
  shown: null,
  compared: null,
  people: { rows: [], hasMore: false },
};

function draw(data: Partial<ReplayPageData>, mayStart = true) {
  drawRoutes([
    {
      path: '/',
      element: (
        <ReplayPage
          live={{ tables: [], version: 0 }}
          journey={{ key: 'left', name: 'Left carts' }}
          data={{ ...empty, ...data }}
          mayStart={mayStart}
          showsPeople
          view={{ search: '', sort: 'entered', direction: 'descending', page: 1 }}
          now={AT}
          timeZone="Europe/London"
        />
      ),
    },
  ]);
}

beforeEach(() => {
  standInAppBridge();
  vi.stubGlobal('fetch', vi.fn());
});

test('a journey that was never replayed offers to run it over the past', () => {
  draw({});
  expect(screen.getByRole('button', { name: 'Start replay' })).toBeDefined();
  expect(screen.getByText('This journey was not replayed yet.')).toBeDefined();
});

test('who may not edit journeys cannot start a replay', () => {
  draw({}, false);
  expect(screen.queryByRole('button', { name: 'Start replay' })).toBeNull();
});

test('a replay shows its figures with period and unit, its reasons, and what is as of today', () => {
  draw({ shown, replays: [summary] });
  expect(screen.getAllByText('Last 30 days').length).toBeGreaterThan(0);
  expect(screen.getAllByText('1,234').length).toBeGreaterThan(0);
  expect(screen.getByText('£5.00')).toBeDefined();
  expect(screen.getByText('Has not subscribed')).toBeDefined();
  expect(screen.getByText(/The condition on customer tags is answered as of today/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Download CSV' })).toBeDefined();
});

test('a replay under way shows how far it is and can be cancelled; a failed one names the step', () => {
  draw({ shown: { ...shown, state: 'running', peopleDone: 4 } });
  expect(screen.getByRole('progressbar')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
});

test('a replay that has just begun shows that it works, and no figures of no one', () => {
  const begun = { ...shown, state: 'running' as const, peopleDone: 0, peopleTotal: 0, figures: [] };
  draw({ shown: begun });
  expect(screen.getByText('Finding who did something in the last 30 days')).toBeDefined();
  expect(screen.queryByText(/of 0/)).toBeNull();
  expect(screen.queryByText('How to read this')).toBeNull();
});

test('a failed replay names the step', () => {
  const problem = { stepId: 'wait', reason: 'step_gone', detail: '' };
  draw({ shown: { ...shown, state: 'failed', problem, problemStep: 'Wait 1 hour' } });
  expect(screen.getByText('The replay failed at or after the step “Wait 1 hour”')).toBeDefined();
});

test('two replays stand beside each other with the difference', () => {
  const sent = { key: 'sent', name: 'Would be sent', unit: 'emails', currency: null };
  const figures = [{ ...sent, first: 1_000, second: 1_234, difference: 234 }];
  draw({ shown, compared: { name: 'Version 1', figures } });
  expect(screen.getByText('+234')).toBeDefined();
});

test('people are listed with what would have happened to them', () => {
  const path = [{ at: AT, step: 'Send “Reminder”', outcome: 'sent' as const, reason: null }];
  const person = { profileId: 'p', name: 'Ada Byron', email: null, enteredAt: AT, path };
  const rows = [{ ...person, mails: 1, skipped: 0, orders: 0, endReason: 'finished' }];
  draw({ shown, people: { rows, hasMore: false } });
  expect(screen.getByRole('link', { name: 'Ada Byron' })).toBeDefined();
  expect(screen.getByText(/Email sent · Send “Reminder”/)).toBeDefined();
});
