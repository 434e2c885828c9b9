import { change, type RouteCases } from './route-case.ts';

const JOURNEY = { params: { key: 'abandoned-basket' } };

/** How the page of replays is asked. */
export const REPLAY_ROUTE_CASES: Record<string, RouteCases> = {
  'app.journeys.$key_.replay': {
    GET: [
      {
        needs: 'figures.read',
        input: () => JOURNEY,
        isPersonal: true,
      },
    ],
    POST: [
      change('journeys.edit', () => ({
        ...JOURNEY,
        form: { intent: 'start', days: '30', version: '1' },
      })),
      {
        needs: 'journeys.edit',
        input: () => ({
          ...JOURNEY,
          form: { intent: 'cancel', id: '00000000-0000-4000-8000-000000000001' },
        }),
        leaves: 'nothing',
      },
    ],
  },
  'app.journeys.$key_.replay_.skipped': {
    GET: [
      {
        needs: 'figures.read',
        input: ({ replay }) => ({ ...JOURNEY, query: { replay } }),
      },
    ],
  },
};
