import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import type { RouteIds } from './access-fixtures.ts';
import type { RouteInput } from './call-route.ts';
import { change, type RouteCase, type RouteCases } from './route-case.ts';

const COPY = '00000000-0000-4000-8000-0000000000c1';

/** The campaign of the shop in the address, and a form that is about it. */
function ofCampaign(form?: Record<string, string>): (ids: RouteIds) => RouteInput {
  return ({ campaign: id }) => ({ params: { id }, ...(form && { form: { id, ...form } }) });
}

function saved(name: string): string {
  const blank = blankCampaign('subscriber');
  const email = { ...blank.email, subject: 'News', text: 'Look' };
  return JSON.stringify({ ...blank, name, email });
}

/** What the page refuses, because the campaign stands otherwise. */
function refused(intent: string): RouteCase {
  return { needs: 'journeys.edit', input: ofCampaign({ intent }), leaves: 'nothing' };
}

/** How the pages of campaigns are asked. */
export const CAMPAIGN_ROUTE_CASES: Record<string, RouteCases> = {
  'app.campaigns._index': { GET: [{ needs: 'figures.read' }] },
  'app.campaigns.$id': {
    GET: [
      { needs: 'figures.read', input: ofCampaign() },
      { needs: 'figures.read', input: () => ({ params: { id: 'new' } }) },
    ],
    POST: [
      change(
        'journeys.edit',
        ofCampaign({ intent: 'save', revision: '1', content: saved('First') }),
      ),
      change('journeys.edit', ofCampaign({ intent: 'copy', copy: COPY })),
      change('journeys.edit', ofCampaign({ intent: 'schedule', revision: '2' })),
      refused('cancel'),
      refused('resume'),
      refused('archive'),
      refused('restore'),
      change('journeys.edit', ofCampaign({ intent: 'unschedule' })),
      change('journeys.edit', ofCampaign({ intent: 'delete' })),
    ],
  },
  'app.campaigns.$id_.preview': {
    GET: [{ needs: 'figures.read', input: ofCampaign(), isPersonal: true }],
  },
};
