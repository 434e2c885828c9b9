import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { change, sent, type RouteCases } from './route-case.ts';

/** What is done to a journey on its page, one after the other. */
const JOURNEY_FORMS: Record<string, string>[] = [
  {
    intent: 'save_draft',
    content: JSON.stringify({ ...contentOf(abandonedCart), name: 'Left carts' }),
    revision: '0',
    base: '3',
  },
  { intent: 'publish', revision: '1', base: '3' },
  {
    intent: 'save_draft',
    content: JSON.stringify({ ...contentOf(abandonedCart), name: 'Carts' }),
    revision: '0',
    base: '4',
  },
  { intent: 'discard_draft', revision: '1' },
  { intent: 'pause' },
  { intent: 'resume' },
  { intent: 'archive' },
  { intent: 'restore' },
];

/** What is drawn, saved as a journey of its own. */
const JOURNEY_COPY = JSON.stringify({ ...contentOf(abandonedCart), name: 'Carts, calmer' });

const MOVE_FORMS: Record<string, string>[] = [
  { intent: 'move', version: '4', mapping: '{}' },
  { intent: 'cancel' },
];

/** How each route of journeys is asked. */
export const JOURNEY_ROUTE_CASES: Record<string, RouteCases> = {
  'app.journeys.$key': {
    GET: [
      {
        needs: 'figures.read',
        input: () => ({ params: { key: 'abandoned-basket' } }),
        isPersonal: true,
      },
    ],
    POST: JOURNEY_FORMS.map((form) =>
      change('journeys.edit', () => ({
        params: { key: 'abandoned-basket' },
        form: { kind: 'journey', key: 'abandoned-basket', ...form },
      })),
    ),
  },
  'app.journeys.gallery': { GET: [{ needs: 'figures.read' }] },
  'app.journeys.coverage': {
    GET: [{ needs: 'figures.read' }],
    POST: ['rank', 'cancel'].map((intent) => change('journeys.edit', sent({ intent }))),
  },
  'app.journeys.$key_.move': {
    GET: [{ needs: 'journeys.edit', input: () => ({ params: { key: 'abandoned-basket' } }) }],
    // No person is on an earlier version.
    POST: MOVE_FORMS.map((form) => ({
      needs: 'journeys.edit' as const,
      input: () => ({ params: { key: 'abandoned-basket' }, form }),
      leaves: 'nothing' as const,
    })),
  },
  'app.journeys.$key_.draft': {
    POST: [
      change('journeys.edit', () => ({
        params: { key: 'abandoned-basket' },
        form: { intent: 'save_copy', content: JOURNEY_COPY },
      })),
    ],
  },
  'app.journeys.$key_.edit': {
    GET: [{ needs: 'journeys.edit', input: () => ({ params: { key: 'abandoned-basket' } }) }],
    POST: [
      {
        needs: 'journeys.edit',
        input: () => ({
          params: { key: 'abandoned-basket' },
          form: {
            kind: 'journey',
            key: 'abandoned-basket',
            intent: 'discard_draft',
            revision: '1',
          },
        }),
        leaves: 'nothing',
      },
    ],
  },
  'app.journeys.$key_.versions': {
    GET: [{ needs: 'figures.read', input: () => ({ params: { key: 'abandoned-basket' } }) }],
    POST: [
      change('journeys.edit', () => ({
        params: { key: 'abandoned-basket' },
        form: { intent: 'restore_version', version: '1' },
      })),
    ],
  },
  'app.journeys.new': {
    GET: [{ needs: 'journeys.edit' }],
    POST: [change('journeys.edit', sent({ name: 'Second order', from: '' }))],
  },
  'app.journeys._index': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      // No update is offered while the app ships what the shop has.
      ...['keep_version', 'offer_again'].map((intent) => ({
        needs: 'journeys.edit' as const,
        input: sent({ intent, kind: 'email', key: 'order-thanks', galleryVersion: '2' }),
        leaves: 'nothing' as const,
      })),
    ],
  },
};
