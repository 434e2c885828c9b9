import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { countDuplicates } from '#app/people/store/possible-duplicates.server.ts';
import { segmentSizes } from '#app/segments/page/list-segments.server.ts';
import { countStages, listPeople } from '#app/people/page/list-people.server.ts';
import { readPeopleView } from '#app/people/page/people-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { TRADER_KEY } from '#app/segments/ready/trader-tier.ts';
import { PeopleListPage } from '#app/people/ui/people-list-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.people._index');
  const { pool, clock } = context.services;
  const view = readPeopleView(new URL(request.url).searchParams);
  const now = clock.now();
  const { live, page, counts, traders, duplicates } = await inShop(
    pool,
    shop.id,
    async (client) => {
      await recordRead(client, shop.id, staffId, 'people', now);
      return {
        live: await readLive(client, shop.id, ['membership', 'possible_duplicate', 'profile']),
        page: await listPeople(client, shop.id, view),
        counts: await countStages(client, shop.id),
        traders: (await segmentSizes(client, shop.id)).get(TRADER_KEY) ?? 0,
        duplicates: await countDuplicates(client, shop.id),
      };
    },
  );
  const { currency, timeZone } = shop;
  return { ...page, live, counts, traders, duplicates, view, now, currency, timeZone };
}

export default function PeopleRoute() {
  const data = useLoaderData<typeof loader>();
  return <PeopleListPage {...data} />;
}
