import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import {
  markDuplicate,
  markNotDuplicate,
  undoDuplicateDecision,
} from '#app/engine/identity/decide-duplicate.server.ts';
import { listDuplicates } from '#app/people/page/list-duplicates.server.ts';
import { DUPLICATE_SORTS } from '#app/people/page/list-duplicates.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { DuplicatesPage } from '#app/people/ui/duplicates-page.tsx';
import type { DuplicateOutcome } from '#app/people/ui/use-duplicate-decision.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Decision = z.object({
  intent: z.enum(['same', 'two', 'undo']),
  one: z.uuid(),
  other: z.uuid(),
  /** What is undone, by when it was decided, epoch milliseconds. */
  at: z.coerce.number().int().positive().optional(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.people.duplicates');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, DUPLICATE_SORTS);
  const now = clock.now();
  const { live, list } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'possible_duplicates', now);
    return {
      live: await readLive(client, shop.id, ['possible_duplicate', 'profile']),
      list: await listDuplicates(client, shop.id, view),
    };
  });
  const { currency, timeZone } = shop;
  return { ...list, live, view, now, currency, timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.edit');
  const { pool, clock, policyOf } = context.services;
  const { intent, one, other, at } = await parseIntent(request, Decision);
  const two = [one, other] as const;
  const now = clock.now();
  const decision = { intent, one, other, at: now };
  return await inShop(pool, shop.id, async (client): Promise<DuplicateOutcome> => {
    switch (intent) {
      case 'same':
        return { ...decision, ...(await markDuplicate(client, shop.id, two, staffId, now)) };
      case 'two':
        return { ...decision, ...(await markNotDuplicate(client, shop.id, two, staffId, now)) };
      case 'undo': {
        // After the claim no batch decides by other rules.
        await claimShop(client, shop.id);
        const policy = await policyOf(client, shop.id);
        const batching = { policy, currency: shop.currency, now };
        const undone = await undoDuplicateDecision(
          client,
          shop.id,
          two,
          at ?? now,
          staffId,
          batching,
        );
        return { ...decision, ...undone };
      }
    }
  });
}

export default function DuplicatesRoute() {
  const data = useLoaderData<typeof loader>();
  return <DuplicatesPage {...data} />;
}
