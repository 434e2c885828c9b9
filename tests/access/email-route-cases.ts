import { v4 } from 'uuid';
import { blankEmail } from '#app/messages/editor/blank-email.ts';
import { change, type RouteCases } from './route-case.ts';

/** An email that every shop has from the gallery, which nothing that is live needs. */
const KEY = 'guide-proof';

const TEST = '0a8e2f8e-5a29-4b7e-9d11-2f6f6f4b1c55';
const FIRST = { revision: '0', base: '2' };
const DRAFT = JSON.stringify({
  name: 'Guide',
  subject: 'Where to begin',
  preview: '',
  body: '<mj-section><mj-column><mj-text>Here.</mj-text></mj-column></mj-section>',
  text: 'Here.',
});

const COMPOSED = JSON.stringify(blankEmail('Guide'));

function ofEmail(form: Record<string, string>) {
  return () => ({ params: { key: KEY }, form: { kind: 'email', key: KEY, ...form } });
}

/** How the pages of emails are asked. */
export const EMAIL_ROUTE_CASES: Record<string, RouteCases> = {
  'app.emails._index': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      change('journeys.edit', () => ({ form: { intent: 'create' } })),
      change('journeys.edit', () => ({ form: { intent: 'duplicate', key: KEY } })),
    ],
  },
  'app.emails.$key': {
    GET: [{ needs: 'figures.read', input: () => ({ params: { key: KEY } }) }],
    POST: [
      change('journeys.edit', ofEmail({ intent: 'save_draft', content: DRAFT, ...FIRST })),
      change('journeys.edit', ofEmail({ intent: 'discard_draft', revision: '1' })),
      change('journeys.edit', ofEmail({ intent: 'archive' })),
      change('journeys.edit', ofEmail({ intent: 'restore' })),
    ],
  },
  'app.emails.$key_.edit': {
    GET: [{ needs: 'journeys.edit', input: () => ({ params: { key: KEY } }) }],
    POST: [change('journeys.edit', ofEmail({ intent: 'archive' }))],
  },
  'app.emails.$key_.draft': {
    POST: [
      change('journeys.edit', ofEmail({ intent: 'save_draft', content: DRAFT, ...FIRST })),
      change('journeys.edit', ofEmail({ intent: 'save_copy', content: DRAFT })),
    ],
  },
  'app.emails.$key_.preview': {
    GET: [
      { needs: 'figures.read', input: () => ({ params: { key: KEY } }) },
      {
        needs: 'people.read',
        input: ({ profile }) => ({ params: { key: KEY }, query: { person: profile } }),
        isAudited: true,
      },
    ],
    POST: [
      { needs: 'journeys.edit', input: ofEmail({ content: COMPOSED }), leaves: 'nothing' },
      {
        needs: 'journeys.edit',
        input: ({ profile }) => ofEmail({ content: COMPOSED, person: profile })(),
        leaves: 'nothing',
        isAudited: true,
      },
    ],
  },
  'app.emails.$key_.send-test': {
    GET: [
      {
        needs: 'journeys.edit',
        input: () => ({ params: { key: KEY }, query: { test: TEST } }),
      },
    ],
    POST: [
      change('journeys.edit', () => ({
        params: { key: KEY },
        form: { test: v4(), to: 'staff@shop.example', person: '' },
      })),
    ],
  },
};
