import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { addCampaignNames } from '#app/campaigns/page/campaign-names.server.ts';
import { loadPlannedCampaigns } from '#app/campaigns/page/planned-campaigns.server.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { CalendarView } from '#app/journeys/page/calendar.ts';
import { loadCalendarWeek } from '#app/journeys/page/calendar.server.ts';
import { CalendarPage } from '#app/journeys/ui/calendar-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['campaign', 'definition', 'effect', 'journey_run', 'membership'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.calendar');
  const { pool, clock } = context.services;
  const { searchParams } = new URL(request.url);
  const { week } = CalendarView.parse({ week: searchParams.get('week') ?? 0 });
  const { timeZone } = shop;
  return await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const now = clock.now();
    const known = await loadDefinitionNames(client, shop.id);
    const names = await addCampaignNames(client, shop.id, known);
    const campaigns = await loadPlannedCampaigns(client, shop.id, timeZone, now);
    const view = { week, timeZone, now };
    return { live, calendar: await loadCalendarWeek(client, shop.id, view, names, campaigns) };
  });
}

export default function CalendarRoute() {
  const data = useLoaderData<typeof loader>();
  return <CalendarPage {...data} />;
}
