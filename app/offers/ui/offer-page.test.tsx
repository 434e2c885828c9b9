import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { blankOffer } from '#app/offers/offer-content.ts';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import { NO_FIGURES } from '#app/offers/page/offer-list.ts';
import type { SalesMargin } from '#app/offers/sales-margin.ts';
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

function draw(
  change: Partial<EditedOffer> = {},
  mayEdit = true,
  margin: SalesMargin = { percent: null, unknown: 'costs' },
) {
  const page = (
    <OfferPage
      live={{ tables: ['offer_code'], version: 1 }}
      offer={{ ...offer, ...change }}
      isNew={false}
      offered={{ segments: [], names: {}, currency: 'GBP' }}
      margin={margin}
      mayEdit={mayEdit}
    />
  );
  return drawRoutes([{ path: '/', element: page }]);
}

test('nothing is wrong before anything was typed, and all of it is said when it is saved', async () => {
  draw({ content: { ...blankOffer(), name: '' } });
  expect(screen.queryByText('Give the offer a name.')).toBeNull();
  await userEvent.type(screen.getByLabelText('Percentage'), '0');
  await userEvent.click(screen.getByRole('button', { name: 'Save', hidden: true }));
  await waitFor(() => screen.getByText('Give the offer a name.'));
});

test('a margin floor can be set only where it is known what products cost', () => {
  const { unmount } = draw();
  expect(screen.getByLabelText<HTMLInputElement>('Margin floor').disabled).toBe(true);
  unmount();
  draw({}, true, { percent: 44.4, unknown: null });
  expect(screen.getByLabelText<HTMLInputElement>('Margin floor').disabled).toBe(false);
  screen.getByText(/It was 44% in the last 12 months/u);
});

test('what is wrong is said beside the field once it is left', async () => {
  draw();
  const percent = screen.getByLabelText('Percentage');
  await userEvent.clear(percent);
  await userEvent.type(percent, '101');
  await userEvent.tab();
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

test('a discarded draft is brought back by undo, and a never published one leads to the list and back', async () => {
  const { toast } = standInAppBridge();
  const sent: Record<string, unknown>[] = [];
  const draft = { ...offer, revision: 3, liveVersion: null, state: 'draft' as const };
  const page = (
    <OfferPage
      live={{ tables: ['offer_code'], version: 1 }}
      offer={draft}
      isNew={false}
      offered={{ segments: [], names: {}, currency: 'GBP' }}
      margin={{ percent: null, unknown: 'costs' }}
      mayEdit
    />
  );
  const { router } = drawRoutes(
    [
      { path: '/app/offers', element: 'All offers' },
      {
        path: '/app/offers/:key',
        element: page,
        action: async ({ request }) => {
          const form = Object.fromEntries(await request.formData());
          sent.push(form);
          return { outcome: form.intent === 'discard_draft' ? 'discarded' : 'saved' };
        },
      },
    ],
    ['/app/offers/ten-off'],
  );
  await userEvent.click(
    screen.getAllByRole('button', { name: 'Discard draft' })[0] ?? document.body,
  );
  await waitFor(() => screen.getByText('All offers'));
  const [text, options] = toast.show.mock.calls.at(-1) ?? [];
  expect(text).toBe('Draft discarded');
  act(() => options?.onAction?.());
  await waitFor(() => expect(router.state.location.pathname).toBe('/app/offers/ten-off'));
  const { content, ...again } = sent.at(-1) ?? {};
  expect(again).toEqual({
    intent: 'save_draft',
    kind: 'offer',
    key: 'ten-off',
    revision: '0',
    base: '',
  });
  expect(JSON.parse(String(content))).toEqual(draft.content);
});
