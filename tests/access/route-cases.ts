import type { Permission } from '#app/access/permissions.ts';
import { formOf, draftOf } from '#app/scoring/model-form.ts';
import { READY_MODELS } from '#app/scoring/ready-models.ts';
import { segmentDraft, type RouteIds } from './access-world.ts';
import type { RouteInput } from './call-route.ts';

/** One way to ask a route for something. */
export type RouteCase = {
  needs: Permission;
  input?: (ids: RouteIds) => RouteInput;
  /** Of a loader: whether its answer holds personal data, for whom may see people. */
  isPersonal?: boolean;
  /** Of a loader without personal data in clear: that it leaves a row in the audit log all the same. */
  isAudited?: boolean;
  /** Of an action: whether it changes what is kept. `job` only asks the worker for something. */
  leaves?: 'change' | 'job' | 'nothing';
};

/** In an order in which each finds what it needs. */
export type RouteCases = { GET?: RouteCase[]; POST?: RouteCase[] };

/** Routes without a member of staff: the landing page and the pages of Shopify's library. */
export const PUBLIC_ROUTES = ['_index', 'auth.$'];

/** Another model than the one that every shop begins with. */
const SCORE_DRAFT = JSON.stringify(
  READY_MODELS.slice(-1).map(({ model }) => draftOf(formOf(model)))[0],
);

const SETTINGS = {
  senderName: 'Fern & Fell',
  senderAddress: 'hello@fern.example',
  replyTo: '',
  postalAddress: '1 Fell Lane, Kendal',
  quiet: 'off',
  quietFrom: '',
  quietTo: '',
};

function profile(ids: RouteIds): RouteInput {
  return { params: { id: ids.profile } };
}

function segment(ids: RouteIds): RouteInput {
  return { params: { key: ids.segment } };
}

function file(ids: RouteIds): RouteInput {
  return { params: { id: ids.file } };
}

function application(ids: RouteIds): RouteInput {
  return { params: { id: ids.application } };
}

function change(needs: Permission, input: (ids: RouteIds) => RouteInput): RouteCase {
  return { needs, input, leaves: 'change' };
}

function sent(form: Record<string, string>): (ids: RouteIds) => RouteInput {
  return () => ({ form });
}

const figures: RouteCases = { GET: [{ needs: 'figures.read' }] };
/** How each route of the folder is asked; a route that is missing here fails the test. */
export const ROUTE_CASES: Record<string, RouteCases> = {
  app: { GET: [{ needs: 'app.open' }] },
  'app._index': figures,
  'app.import': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      // It began by itself with the installation.
      change('imports.run', sent({ intent: 'cancel' })),
      change('imports.run', sent({ intent: 'start' })),
    ],
  },
  'app.journeys.$key': {
    GET: [
      {
        needs: 'figures.read',
        input: () => ({ params: { key: 'abandoned-basket' } }),
        isPersonal: true,
      },
    ],
  },
  'app.journeys._index': figures,
  'app.people.$id': {
    GET: [{ needs: 'people.read', input: profile, isPersonal: true }],
    POST: [
      {
        needs: 'people.edit',
        input: (ids) => ({ ...profile(ids), form: { intent: 'split', join: ids.join } }),
        leaves: 'nothing',
      },
      change('people.edit', (ids) => ({
        ...profile(ids),
        form: { intent: 'join', one: ids.profile, other: ids.otherProfile },
      })),
    ],
  },
  'app.people.$id_.score': {
    GET: [{ needs: 'people.read', input: profile, isAudited: true }],
  },
  'app.people._index': { GET: [{ needs: 'people.read', isPersonal: true }] },
  'app.people.duplicates': {
    GET: [{ needs: 'people.read', isPersonal: true }],
    POST: ['two', 'undo', 'same', 'undo'].map((intent) =>
      change('people.edit', ({ profile: one, otherProfile: other }) => ({
        form: { intent, one, other },
      })),
    ),
  },
  'app.predictions': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      change('scoring.edit', sent({ intent: 'learn' })),
      change('scoring.edit', sent({ intent: 'cancel' })),
    ],
  },
  'app.problems': {
    GET: [{ needs: 'problems.read', isPersonal: true }],
    POST: [
      {
        needs: 'payloads.read',
        input: ({ delivery: key }) => ({ form: { intent: 'view', key } }),
        isPersonal: true,
        leaves: 'nothing',
      },
      change('problems.solve', ({ delivery: key }) => ({ form: { intent: 'replay', key } })),
      change('problems.solve', ({ failure: key }) => ({ form: { intent: 'retry', key } })),
      change('problems.solve', ({ mail: key }) => ({ form: { intent: 'sent', key } })),
      change('problems.solve', ({ otherMail: key }) => ({ form: { intent: 'again', key } })),
    ],
  },
  'app.products': figures,
  'app.scoring': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      change('scoring.edit', sent({ intent: 'save', base: '1', note: '', draft: SCORE_DRAFT })),
      change('scoring.edit', sent({ intent: 'revert', base: '2', version: '1' })),
    ],
  },
  'app.scoring_.learned': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      change('scoring.edit', sent({ intent: 'learn' })),
      change('scoring.edit', sent({ intent: 'cancel' })),
      change('scoring.edit', sent({ intent: 'revert', base: '3' })),
    ],
  },
  'app.scoring_.preview': {
    POST: [{ needs: 'scoring.edit', input: sent({ draft: SCORE_DRAFT }), leaves: 'nothing' }],
  },
  'app.segments.$key': {
    GET: [
      {
        needs: 'figures.read',
        input: (ids) => ({ ...segment(ids), query: { tab: 'movement' } }),
      },
      {
        needs: 'figures.read',
        input: () => ({ params: { key: 'visitor' }, query: { tab: 'members' } }),
        isPersonal: true,
      },
    ],
    POST: [
      change('segments.edit', (ids) => ({ ...segment(ids), form: { intent: 'archive' } })),
      change('segments.edit', (ids) => ({ ...segment(ids), form: { intent: 'unarchive' } })),
    ],
  },
  'app.segments.$key_.ad-file': {
    GET: [
      {
        needs: 'people.export',
        input: (ids) => ({
          ...segment(ids),
          query: { platform: 'meta', consent: 'agreed', days: '0' },
        }),
        isAudited: true,
      },
    ],
  },
  'app.segments.$key_.edit': {
    GET: [{ needs: 'segments.edit', input: segment }],
    POST: [
      change('segments.edit', (ids) => ({
        ...segment(ids),
        form: { draft: segmentDraft('Renamed', 1) },
      })),
    ],
  },
  'app.segments.$key_.elsewhere': {
    GET: [{ needs: 'segments.share', input: segment }],
    POST: [
      change('segments.share', (ids) => ({
        ...segment(ids),
        form: { intent: 'keep_tag', name: 'tag-of-test' },
      })),
      change('segments.share', (ids) => ({
        ...segment(ids),
        form: { intent: 'export', how: 'tag' },
      })),
      change('segments.share', (ids) => ({ ...segment(ids), form: { intent: 'end_tag' } })),
    ],
  },
  'app.segments._index': figures,
  'app.segments.catalogue': { GET: [{ needs: 'segments.edit' }] },
  'app.segments.live': {
    POST: [
      {
        needs: 'segments.edit',
        input: sent({
          predicate: JSON.stringify({ field: 'orders', is: 'at_least', value: 0 }),
          key: '',
        }),
        isPersonal: true,
        leaves: 'nothing',
      },
    ],
  },
  'app.segments.new': {
    GET: [{ needs: 'segments.edit' }],
    POST: [change('segments.edit', sent({ draft: segmentDraft('Made by a test', 0) }))],
  },
  'app.segments.shopify': {
    GET: [{ needs: 'segments.share' }],
    POST: [{ needs: 'segments.share', input: sent({ ids: '' }), leaves: 'job' }],
  },
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
  'app.settings_.keys': {
    GET: [{ needs: 'settings.read' }],
    POST: [
      change('keys.edit', ({ key: id }) => ({ form: { intent: 'end', id } })),
      change('keys.edit', sent({ intent: 'renew' })),
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
  'app.settings_.proofs': { GET: [{ needs: 'proofs.read' }] },
  'app.wholesale.$id': {
    GET: [{ needs: 'applications.read', input: application, isPersonal: true }],
    POST: [
      change('applications.decide', (ids) => ({
        ...application(ids),
        form: { intent: 'approve' },
      })),
      change('applications.decide', ({ declined: id }) => ({
        params: { id },
        form: { intent: 'decline', reason: 'not_a_fit', note: '' },
      })),
      change('applications.decide', ({ company: id }) => ({
        params: { id },
        form: { intent: 'retry' },
      })),
    ],
  },
  'app.wholesale._index': { GET: [{ needs: 'applications.read', isPersonal: true }] },
};
