import { blankOffer } from '#app/offers/offer-content.ts';
import { change, type RouteCases } from './route-case.ts';

/** What is done to an offer on its page, one after the other. */
const OFFER_FORMS: Record<string, string>[] = [
  { intent: 'save_draft', content: JSON.stringify(blankOffer()), revision: '0', base: '' },
  { intent: 'publish', revision: '1', base: '' },
  {
    intent: 'save_draft',
    content: JSON.stringify({ ...blankOffer(), name: 'Another' }),
    revision: '0',
    base: '1',
  },
  { intent: 'discard_draft', revision: '1' },
  { intent: 'archive' },
  { intent: 'restore' },
];

/** How the pages of offers are asked. */
export const OFFER_ROUTE_CASES: Record<string, RouteCases> = {
  'app.offers.$key': {
    GET: [{ needs: 'figures.read', input: () => ({ params: { key: 'new' } }) }],
    POST: OFFER_FORMS.map((form) =>
      change('journeys.edit', () => ({
        params: { key: 'ten-off' },
        form: { kind: 'offer', key: 'ten-off', ...form },
      })),
    ),
  },
  'app.offers._index': { GET: [{ needs: 'figures.read' }] },
};
