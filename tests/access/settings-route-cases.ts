import { RETENTION_KINDS, RETENTION_LIMITS } from '#app/privacy/retention-periods.ts';
import type { RouteIds } from './access-fixtures.ts';
import type { RouteInput } from './call-route.ts';
import { change, sent, type RouteCases } from './route-case.ts';

const SETTINGS = {
  senderName: 'Fern & Fell',
  senderAddress: 'hello@fern.example',
  replyTo: '',
  postalAddress: '1 Fell Lane, Kendal',
  helpDesk: '',
  quiet: 'off',
  quietFrom: '',
  quietTo: '',
  emailPerDay: '2',
  emailPerWeek: '5',
  bannerPerDay: '',
  bannerPerWeek: '',
  smsPerDay: '',
  smsPerWeek: '',
  gapHours: '0',
  quietZone: 'shop',
  engagement: 'off',
  ticketPause: 'off',
  dealPause: 'off',
};

/** The least of each period. */
const RETENTION = Object.fromEntries(
  RETENTION_KINDS.map((kind) => [kind, String(RETENTION_LIMITS[kind].least)]),
);

function file(ids: RouteIds): RouteInput {
  return { params: { id: ids.file } };
}

/** A file of one banner. */
const DEFINITIONS = JSON.stringify({
  format: 'tendril-definitions',
  version: 1,
  definitions: [
    {
      kind: 'banner',
      key: 'hello',
      content: { name: 'Hello', heading: 'Hello', text: '', actionLabel: 'Look' },
    },
  ],
});

/** How each route below Settings is asked. */
export const SETTINGS_ROUTE_CASES: Record<string, RouteCases> = {
  'app.settings': {
    GET: [{ needs: 'settings.read' }],
    POST: [
      change('settings.edit', sent({ intent: 'save', base: '0', ...SETTINGS })),
      change(
        'settings.edit',
        sent({ intent: 'save', base: '1', ...SETTINGS, senderName: 'Fell & Fern' }),
      ),
      change('settings.edit', sent({ intent: 'revert', base: '2', version: '1' })),
    ],
  },
  'app.settings_.data-quality': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      { needs: 'problems.solve', input: sent({ intent: 'compare' }), leaves: 'job' },
      {
        needs: 'payloads.read',
        input: sent({
          intent: 'sample',
          topic: 'orders/create',
          field: 'phone',
          problem: 'is no number',
        }),
        isPersonal: true,
        leaves: 'nothing',
      },
    ],
  },
  'app.settings_.domain': {
    GET: [{ needs: 'settings.read' }],
    POST: [
      { needs: 'settings.edit', input: sent({ intent: 'check' }), leaves: 'nothing' },
      { needs: 'settings.edit', input: sent({ intent: 'report', file: '' }), leaves: 'nothing' },
    ],
  },
  'app.settings_.feedback': {
    GET: [{ needs: 'people.read', isPersonal: true }],
    POST: [
      change('keys.edit', sent({ intent: 'connect', provider: 'postmark' })),
      change('keys.edit', sent({ intent: 'disconnect', provider: 'postmark' })),
      change('suppressions.lift', ({ blocked: address }) => ({
        form: { intent: 'lift', address, reason: 'The mailbox works again.' },
      })),
    ],
  },
  'app.settings_.keys': {
    GET: [{ needs: 'settings.read' }],
    POST: [
      change('keys.edit', ({ key: id }) => ({ form: { intent: 'end', id } })),
      change('keys.edit', sent({ intent: 'renew' })),
      change('keys.edit', sent({ intent: 'renew_secret' })),
    ],
  },
  'app.settings_.move-in.$id': {
    GET: [{ needs: 'imports.run', input: file, isPersonal: true }],
    POST: [
      change('imports.run', (ids) => ({
        ...file(ids),
        form: { intent: 'check', terms: JSON.stringify({ kind: 'csv', mapping: ['email'] }) },
      })),
      change('imports.run', (ids) => ({ ...file(ids), form: { intent: 'cancel' } })),
    ],
  },
  'app.settings_.move-in.$id_.errors': {
    GET: [{ needs: 'people.export', input: file, isPersonal: true }],
  },
  'app.settings_.move-in._index': { GET: [{ needs: 'imports.run' }] },
  'app.settings_.move-in.upload': {
    POST: [change('imports.run', () => ({ query: { step: 'begin', name: 'a.csv', bytes: '10' } }))],
  },
  'app.settings_.audit': { GET: [{ needs: 'audit.read' }] },
  'app.settings_.staff': {
    GET: [{ needs: 'staff.read' }],
    POST: [
      change('staff.edit', ({ staff }) => ({
        form: { intent: 'change', staff, from: 'viewer', to: 'marketer' },
      })),
      change('staff.edit', sent({ intent: 'newcomers', from: 'viewer', to: 'sales' })),
    ],
  },
  'app.settings_.retention': {
    GET: [{ needs: 'settings.read' }],
    POST: [change('retention.edit', sent(RETENTION))],
  },
  'app.settings_.privacy': { GET: [{ needs: 'privacy.read', isPersonal: true }] },
  'app.settings_.privacy_.export': {
    POST: [
      {
        needs: 'privacy.edit',
        input: ({ request }) => ({ form: { request, format: 'json' } }),
        isPersonal: true,
        leaves: 'change',
      },
    ],
  },
  'app.settings_.export-import': {
    GET: [{ needs: 'journeys.edit' }],
    POST: [
      {
        needs: 'journeys.edit',
        input: sent({ intent: 'preview', name: 'hello.json', text: DEFINITIONS }),
        leaves: 'nothing',
      },
      {
        needs: 'journeys.edit',
        // Of another plan than this: it is shown again, and nothing is written.
        input: sent({
          intent: 'import',
          name: 'hello.json',
          text: DEFINITIONS,
          choices: JSON.stringify([{ id: 'banner:hello', mode: 'as_it_is' }]),
          digest: 'another',
        }),
        leaves: 'nothing',
      },
    ],
  },
  'app.settings_.export-import_.file': {
    GET: [
      { needs: 'journeys.edit', input: () => ({ query: { kinds: 'email' } }), isAudited: true },
    ],
  },
  'app.settings_.proofs': { GET: [{ needs: 'proofs.read' }] },
};
