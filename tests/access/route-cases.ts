import { modelFormOf, modelDraftOf } from '#app/scoring/model-form.ts';
import { READY_MODELS } from '#app/scoring/ready-models.ts';
import { segmentDraft, type RouteIds } from './access-fixtures.ts';
import type { RouteInput } from './call-route.ts';
import { CAMPAIGN_ROUTE_CASES } from './campaign-route-cases.ts';
import { DECISION_ROUTE_CASES } from './decision-route-cases.ts';
import { PIPELINE_ROUTE_CASES } from './pipeline-route-cases.ts';
import { EMAIL_ROUTE_CASES } from './email-route-cases.ts';
import { OFFER_ROUTE_CASES } from './offer-route-cases.ts';
import { change, sent, type PublicRouteCase, type RouteCases } from './route-case.ts';
import { JOURNEY_ROUTE_CASES } from './journey-route-cases.ts';
import { REPLAY_ROUTE_CASES } from './replay-route-cases.ts';
import { SETTINGS_ROUTE_CASES } from './settings-route-cases.ts';

/** How routes without a member of staff are asked: the landing page and the pages of Shopify's library. */
export const PUBLIC_ROUTE_CASES: readonly PublicRouteCase[] = [
  { route: '_index', path: '/', status: 200 },
  {
    route: '_index',
    path: '/?shop=fern.myshopify.com',
    status: 302,
    location: '/app?shop=fern.myshopify.com',
  },
  {
    route: '_index',
    path: '/?shop=fern.myshopify.com&secret=1',
    status: 302,
    location: '/app?shop=fern.myshopify.com',
  },
  { route: 'auth.$', path: '/auth/login?shop=fern.myshopify.com', status: 302, location: '/' },
  { route: 'auth.$', path: '/auth/nothing', status: 404 },
  { route: 'auth.$', path: '/auth/session-token?shop=evil.example', status: 400 },
  { route: 'auth.$', path: '/auth/exit-iframe', status: 400 },
];

export const PUBLIC_ROUTES = [...new Set(PUBLIC_ROUTE_CASES.map(({ route }) => route))];

/** Another model than the one that every shop begins with. */
const SCORE_DRAFT = JSON.stringify(
  READY_MODELS.slice(-1).map(({ model }) => modelDraftOf(modelFormOf(model)))[0],
);

function profile(ids: RouteIds): RouteInput {
  return { params: { id: ids.profile } };
}

function segment(ids: RouteIds): RouteInput {
  return { params: { key: ids.segment } };
}

function application(ids: RouteIds): RouteInput {
  return { params: { id: ids.application } };
}

const figures: RouteCases = { GET: [{ needs: 'figures.read' }] };
/** How each route of the folder is asked; a route that is missing here fails the test. */
export const ROUTE_CASES: Record<string, RouteCases> = {
  app: { GET: [{ needs: 'app.open' }] },
  'app._index': figures,
  'app.calendar': figures,
  'app.changes': {
    GET: [{ needs: 'app.open', input: () => ({ query: { tables: 'profile,cart' } }) }],
  },
  'app.import': {
    GET: [{ needs: 'figures.read' }],
    POST: [
      // It began by itself with the installation.
      change('imports.run', sent({ intent: 'cancel' })),
      change('imports.run', sent({ intent: 'start' })),
    ],
  },
  ...CAMPAIGN_ROUTE_CASES,
  ...DECISION_ROUTE_CASES,
  ...JOURNEY_ROUTE_CASES,
  ...REPLAY_ROUTE_CASES,
  ...EMAIL_ROUTE_CASES,
  ...OFFER_ROUTE_CASES,
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
  'app.people.$id_.journeys': {
    POST: [
      // It is about a cart, which staff cannot give a person: the decision says so.
      change('journeys.edit', (ids) => ({
        ...profile(ids),
        form: { intent: 'add', journey: 'abandoned-basket' },
      })),
      {
        needs: 'journeys.edit',
        input: (ids) => ({ ...profile(ids), form: { intent: 'remove', run: ids.run } }),
        leaves: 'nothing',
      },
    ],
  },
  'app.people.$id_.score': {
    GET: [{ needs: 'people.read', input: profile, isAudited: true }],
  },
  'app.people._index': { GET: [{ needs: 'people.read', isPersonal: true }] },
  'app.people.find': { GET: [{ needs: 'people.read', isPersonal: true }] },
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
    GET: [
      { needs: 'problems.read', isPersonal: true },
      { needs: 'problems.read', input: () => ({ query: { tab: 'failed' } }), isPersonal: true },
    ],
    POST: [
      {
        needs: 'payloads.read',
        input: ({ delivery: key }) => ({ form: { intent: 'view', key } }),
        isPersonal: true,
        leaves: 'nothing',
      },
      change('problems.solve', ({ delivery: key }) => ({ form: { intent: 'replay', key } })),
      change('problems.solve', ({ failure: key }) => ({ form: { intent: 'retry', key } })),
      change('problems.solve', ({ run: key }) => ({ form: { intent: 'retry_run', key } })),
      change('problems.solve', ({ problem: key }) => ({ form: { intent: 'retry_profile', key } })),
      change('problems.solve', ({ stop: key }) => ({ form: { intent: 'snooze_stop', key } })),
      change('problems.solve', ({ stop: key }) => ({ form: { intent: 'dismiss_stop', key } })),
      change('problems.solve', ({ stop: key }) => ({ form: { intent: 'show_stop', key } })),
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
    POST: [
      {
        needs: 'scoring.edit',
        input: sent({ draft: SCORE_DRAFT }),
        leaves: 'nothing',
      },
    ],
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
  ...SETTINGS_ROUTE_CASES,
  ...PIPELINE_ROUTE_CASES,
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
  // No customer of the shop buys like a trader; the view of the list is recorded all the same.
  'app.wholesale.traders': { GET: [{ needs: 'people.read', isAudited: true }] },
};
