import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { OpportunityRanking } from '#app/journeys/coverage/opportunities.ts';
import type { CoveragePageData } from '#app/journeys/page/coverage-page.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { CoveragePage } from './coverage-page.tsx';

const AT = Date.UTC(2026, 10, 28, 12);

const FILL = {
  key: 'win-back',
  name: 'Win back',
  does: 'Reminds people who bought long ago.',
  nextStep: 'Look at what is new',
};

const DATA: CoveragePageData = {
  map: {
    rows: [
      {
        stage: 'cart',
        name: 'Cart',
        people: 1_204,
        journeys: [
          {
            key: 'left',
            name: 'Left carts',
            state: 'live',
            starts: 'Starts when a person changes a cart',
            themes: ['help'],
            nextStep: 'Go back to the cart',
          },
        ],
        gap: null,
      },
      {
        stage: 'lapsed',
        name: 'Lapsed',
        people: null,
        journeys: [],
        gap: { words: 'Nothing wins lapsed customers back', fills: [FILL] },
      },
    ],
    others: [],
  },
  ranking: null,
  rankable: 1,
  unrankable: [],
};

const RANKING: OpportunityRanking = {
  requestedAt: AT,
  days: 90,
  isRunning: false,
  isCancelled: false,
  progress: 1,
  peopleDone: 40,
  unmet: [],
  opportunities: [
    {
      key: 'win-back',
      name: 'Win back',
      stage: 'Lapsed',
      state: 'done',
      entered: 30,
      sent: 28,
      orders: 4,
      minor: 12_300,
      low: 4_000,
      high: 25_000,
      isLive: false,
    },
  ],
};

let sent: Record<string, FormDataEntryValue>[] = [];

async function taken({ request }: { request: Request }, outcome: object) {
  const { pathname } = new URL(request.url);
  sent.push({ to: pathname, ...Object.fromEntries(await request.formData()) });
  return outcome;
}

function draw(changed: Partial<CoveragePageData> = {}, mayEdit = true) {
  const page = (
    <CoveragePage
      live={{ tables: [], version: 0 }}
      data={{ ...DATA, ...changed }}
      currency="GBP"
      mayEdit={mayEdit}
      now={AT}
      timeZone="Europe/London"
    />
  );
  drawRoutes(
    [
      {
        path: '/app/journeys/coverage',
        element: page,
        action: (call) => taken(call, { outcome: 'ranking', journeys: 1 }),
      },
      { path: '/app/journeys/:key', action: (call) => taken(call, { outcome: 'restored' }) },
    ],
    ['/app/journeys/coverage'],
  );
}

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', vi.fn());
});

test('each stage shows its people and journeys, and a gap what fills it', () => {
  standInAppBridge();
  draw();
  const [, cart, lapsed] = screen.getAllByRole('row').map((row) => within(row));
  expect(cart?.getByText('1,204')).toBeDefined();
  expect(cart?.getByRole('link', { name: 'Left carts' })).toBeDefined();
  expect(cart?.getByText('Next step wanted: Go back to the cart')).toBeDefined();
  expect(cart?.getByText('Help')).toBeDefined();
  expect(lapsed?.getByText('Nothing wins lapsed customers back')).toBeDefined();
  expect(lapsed?.getByText('Not counted')).toBeDefined();
  expect(screen.getByText('1 gap in coverage')).toBeDefined();
});

test('a journey of the gallery is added with one click, and taken back with another', async () => {
  const bridge = standInAppBridge();
  draw();
  await userEvent.click(screen.getByRole('button', { name: 'Add Win back' }));
  await waitFor(() => expect(bridge.toast.show).toHaveBeenCalledOnce());
  const added = { to: '/app/journeys/win-back', kind: 'journey', key: 'win-back' };
  expect(sent).toEqual([{ ...added, intent: 'restore' }]);
  const [text, options] = bridge.toast.show.mock.calls[0] ?? [];
  expect(text).toBe('Added. It runs from now on');
  options?.onAction?.();
  await waitFor(() => expect(sent[1]).toEqual({ ...added, intent: 'archive' }));
});

test('a stage whose journey is paused names it, and offers no other', () => {
  standInAppBridge();
  const [cart] = DATA.map.rows;
  if (!cart) throw new Error('There is no row.');
  const journeys = cart.journeys.map((one) => ({ ...one, state: 'paused' as const }));
  const gap = { words: 'Nothing follows an abandoned cart', fills: [] };
  draw({ map: { rows: [{ ...cart, journeys, gap }], others: [] } });
  expect(screen.getByText('Not running: Left carts')).toBeDefined();
  expect(screen.getByText('Paused')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Create journey' })).toBeNull();
});

test('who may not edit journeys can neither add nor rank', () => {
  standInAppBridge();
  draw({}, false);
  expect(screen.queryByRole('button', { name: 'Add Win back' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Rank opportunities' })).toBeNull();
});

test('opportunities are ranked on demand, with revenue, its range and what it was over', async () => {
  standInAppBridge();
  draw({ ranking: RANKING });
  expect(screen.getByText('30 people, 28 emails, 4 orders')).toBeDefined();
  expect(screen.getByText('£123.00')).toBeDefined();
  expect(screen.getByText('£40.00 to £250.00')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Rank again' }));
  await waitFor(() => expect(sent).toEqual([{ to: '/app/journeys/coverage', intent: 'rank' }]));
});

test('a ranking under way shows how far it is and can be cancelled', async () => {
  standInAppBridge();
  const [one] = RANKING.opportunities;
  const opportunities = one ? [{ ...one, state: 'running' as const }] : [];
  draw({ ranking: { ...RANKING, isRunning: true, progress: 0.4, opportunities } });
  expect(screen.getByRole('progressbar')).toBeDefined();
  expect(screen.getByText('Replaying')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Rank again' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(sent).toEqual([{ to: '/app/journeys/coverage', intent: 'cancel' }]));
});

test('journeys of whose start nothing is stored yet are named as not ranked', () => {
  standInAppBridge();
  draw({ ranking: { ...RANKING, unmet: [{ key: 'event-follow-up', name: 'After an event' }] } });
  expect(screen.getByText(/nothing that starts them is stored.*: After an event\./)).toBeDefined();
});

test('journeys whose start is not stored are named as not ranked', () => {
  standInAppBridge();
  draw({ unrankable: [FILL], rankable: 0 });
  expect(screen.getByText(/is not stored: Win back/)).toBeDefined();
  const rank = screen.getByRole('button', { name: 'Rank opportunities' });
  expect(rank.getAttribute('aria-disabled')).toBe('true');
});
