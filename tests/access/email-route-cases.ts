import { change, type RouteCases } from './route-case.ts';

/** An email that every shop has from the gallery, which nothing that is live needs. */
const KEY = 'guide-proof';

function ofEmail(form: Record<string, string>) {
  return () => ({ params: { key: KEY }, form: { kind: 'email', key: KEY, ...form } });
}

/** How the pages of emails are asked. */
export const EMAIL_ROUTE_CASES: Record<string, RouteCases> = {
  'app.emails._index': { GET: [{ needs: 'figures.read' }] },
  'app.emails.$key': {
    GET: [{ needs: 'figures.read', input: () => ({ params: { key: KEY } }) }],
    POST: [
      change('journeys.edit', ofEmail({ intent: 'archive' })),
      change('journeys.edit', ofEmail({ intent: 'restore' })),
    ],
  },
  'app.emails.$key_.preview': {
    GET: [{ needs: 'figures.read', input: () => ({ params: { key: KEY } }) }],
  },
};
