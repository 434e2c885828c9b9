import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { galleryCards, type GalleryCardView } from '#app/journeys/page/gallery-cards.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { GalleryPage } from './gallery-page.tsx';

const VIEW = { search: '', sort: 'gallery', direction: 'ascending', page: 1 } as const;

const CARDS = galleryCards(
  galleryJourneys.filter(({ journey }) => ['abandoned-basket', 'welcome'].includes(journey.key)),
  galleryJourneys.map(({ journey, isStarter }) => {
    return { journey, state: isStarter ? 'live' : 'archived' };
  }),
);

type Sent = { path: string; form: Record<string, FormDataEntryValue> };

beforeEach(() => {
  standInAppBridge();
  vi.stubGlobal('fetch', vi.fn());
});

function draw(cards: GalleryCardView[] = CARDS, mayEdit = true) {
  const sent: Sent[] = [];
  const note = (answer: object) => async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    sent.push({ path, form: Object.fromEntries(await request.formData()) });
    return answer;
  };
  drawRoutes(
    [
      {
        path: '/app/journeys/gallery',
        Component: () => (
          <GalleryPage
            live={{ tables: [], version: 0 }}
            cards={cards}
            view={VIEW}
            mayEdit={mayEdit}
          />
        ),
      },
      {
        path: '/app/journeys/:key',
        action: ({ request }) => note({ outcome: 'restored' })(request),
        Component: () => <p>The journey</p>,
      },
      {
        path: '/app/journeys/:key/replay',
        action: ({ request }) => note({ outcome: 'started', id: '1' })(request),
        Component: () => <p>The replay</p>,
      },
    ],
    ['/app/journeys/gallery'],
  );
  return sent;
}

test('a card says what a journey does, when and for whom, and the next step it wants', () => {
  draw();
  const welcome = screen.getByRole('heading', { name: 'Welcome' });
  expect(welcome).toBeDefined();
  expect(screen.getByText(/Introduces the store in three emails/)).toBeDefined();
  expect(screen.getByText(/15 minutes after a subscription/)).toBeDefined();
  expect(screen.getByText(/New subscribers who have not ordered yet/)).toBeDefined();
  expect(screen.getByText('Place a first order')).toBeDefined();
  expect(screen.getByText('Teaches · Help · Answers · 4 emails')).toBeDefined();
});

test('a journey is added with one click, and one that runs is not offered again', async () => {
  const sent = draw();
  expect(screen.queryByRole('button', { name: 'Add Abandoned cart' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Add Welcome' }));
  await waitFor(() => {
    expect(sent).toEqual([
      {
        path: '/app/journeys/welcome',
        form: { intent: 'restore', kind: 'journey', key: 'welcome' },
      },
    ]);
  });
});

test('what a journey would have done in the last 30 days is one click away', async () => {
  const sent = draw();
  const button = { name: 'See what Welcome would have done in the last 30 days' };
  await userEvent.click(screen.getByRole('button', button));
  expect(await screen.findByText('The replay')).toBeDefined();
  expect(sent).toEqual([
    { path: '/app/journeys/welcome/replay', form: { intent: 'start', days: '30', version: '1' } },
  ]);
});

test('staff who may not edit journeys read the gallery without buttons', () => {
  draw(CARDS, false);
  expect(screen.queryByRole('button', { name: /^Add / })).toBeNull();
  expect(screen.queryByRole('button', { name: /^See what / })).toBeNull();
});

test('a search that finds nothing says so', () => {
  draw([]);
  expect(screen.getByRole('heading', { name: 'No journeys found' })).toBeDefined();
});

test('a journey about the carts of another one warns of two reminders', () => {
  const [card] = CARDS;
  if (!card) throw new Error('There is no card.');
  draw([{ ...card, overlaps: ['Abandoned checkout'] }]);
  const words = /“Abandoned checkout” starts by the same carts.*so that people get one reminder/;
  expect(screen.getByText(words)).toBeDefined();
});
