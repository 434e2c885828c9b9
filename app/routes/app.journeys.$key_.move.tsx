import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { DefinitionKey } from '#app/definitions/definition-key.ts';
import { jsonText } from '#app/events/payloads/json-text.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import type { MoveOutcome } from '#app/journeys/moves/move-page.ts';
import { loadMovePage } from '#app/journeys/moves/move-page.server.ts';
import { cancelMove, startMove } from '#app/journeys/moves/start-move.server.ts';
import { MovePeoplePage } from '#app/journeys/ui/move-people-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { JourneyError as ErrorBoundary } from '#app/journeys/ui/journey-error.tsx';

const SHOWN = ['definition', 'journey_move'] as const;

/** Characters of a mapping that is sent, as JSON. */
const MOST_SENT = 50_000;

const StepKey = z.string().min(1).max(64);
const Intent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('move'),
    version: z.coerce.number().int().min(1).max(1_000_000),
    mapping: jsonText(MOST_SENT).pipe(z.record(StepKey, StepKey)),
  }),
  z.object({ intent: z.literal('cancel') }),
]);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.journeys.$key_.move');
  const key = keyOf(params.key);
  const shown = await inShop(context.services.pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    page: await loadMovePage(client, shop.id, key, await loadDefinitionNames(client, shop.id)),
  }));
  const { page, live } = shown;
  if (!page) throw notFound();
  return { live, page };
}

export async function action({
  request,
  params,
  context,
}: ActionFunctionArgs): Promise<MoveOutcome> {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, Intent);
  const key = keyOf(params.key);
  const now = clock.now();
  return await inShop(pool, shop.id, (client) =>
    intent.intent === 'move'
      ? startMove(client, shop.id, key, intent, staffId, now)
      : cancelMove(client, shop.id, key, staffId, now),
  );
}

function keyOf(key: string | undefined): string {
  const read = DefinitionKey.safeParse(key);
  if (!read.success) throw notFound();
  return read.data;
}

function notFound(): Response {
  return new Response('There is no such journey.', { status: 404 });
}

export default function MovePeopleRoute() {
  return <MovePeoplePage {...useLoaderData<typeof loader>()} />;
}
