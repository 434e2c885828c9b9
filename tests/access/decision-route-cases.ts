import type { RouteInput } from './call-route.ts';
import { sent, type RouteCases } from './route-case.ts';

/** A decision that no shop has. */
const NO_DECISION = '0_00000000-0000-4000-8000-000000000000';

/** The days in which everything in tests/fixtures happened. */
function ofAutumn(): RouteInput {
  return { query: { from: '2026-09-01', to: '2026-12-31' } };
}

/** How the list of decisions is asked for, and to make one again. */
export const DECISION_ROUTE_CASES: Record<string, RouteCases> = {
  'app.decisions._index': {
    GET: [{ needs: 'people.read', input: ofAutumn, isPersonal: true }],
    POST: [
      {
        needs: 'people.read',
        input: sent({ intent: 'check', place: NO_DECISION }),
        leaves: 'nothing',
      },
    ],
  },
  'app.decisions.file': { GET: [{ needs: 'people.export', input: ofAutumn, isPersonal: true }] },
};
