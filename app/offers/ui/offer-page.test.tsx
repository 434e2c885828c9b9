import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { blankOffer } from '#app/offers/offer-content.ts';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import { NO_FIGURES } from '#app/offers/page/offer-list.ts';
import { drawRoutes, standInAppBridge, standInSaveBar } from '#tests/setup/draw-part.tsx';
import { OfferPage } from './offer-page.tsx';

beforeEach(() => {
  standInAppBridge();
  standInSaveBar();
});

const offer: EditedOffer = {
  key: 'ten-off',
  state: 'live',
  content: { ...blankOffer(), name: 'Ten off' },
  revision: 0,
  liveVersion: 1,
  figures: { ...NO_FIGURES, issued: 4, used: 1 },
};

function draw(change: Partial<EditedOffer> = {}, mayEdit = true) {
  const page = (
    <OfferPage
      live={{ tables: ['offer_code'], version: 1 }}
      offer={{ ...offer, ...change }}
      isNew={false}
      offered={{ segments: [], names: {}, currency: 'GBP' }}
      mayEdit={mayEdit}
    />
  );
  return drawRoutes([{ path: '/', element: page }]);
}

test('what is wrong is said beside the field while it is typed', async () => {
  draw();
  const percent = screen.getByLabelText('Percentage');
  await userEvent.clear(percent);
  await userEvent.type(percent, '101');
  await waitFor(() => screen.getByText('Set a percentage above 0 and up to 100.'));
});

test('another benefit asks for other fields', async () => {
  draw();
  await userEvent.selectOptions(screen.getByLabelText('Benefit'), 'sample');
  screen.getByLabelText('Page of your store');
  expect(screen.queryByLabelText('Percentage')).toBeNull();
});

test('the page says what the offer came to this month', () => {
  draw();
  screen.getByText('This calendar month');
  screen.getByText('4');
});

test('a draft can be published, and staff who may not edit cannot', () => {
  const { unmount } = draw({ revision: 2 });
  expect(screen.getAllByRole('button', { name: 'Publish' }).length).toBeGreaterThan(0);
  unmount();
  draw({ revision: 2 }, false);
  expect(screen.queryAllByRole('button', { name: 'Publish' })).toEqual([]);
});
