import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { DefinitionName } from '#app/definitions/definition-key.ts';
import { createJourney, journeysToCopy } from '#app/journeys/definitions/create-journey.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { NewJourneyPage } from '#app/journeys/ui/new-journey-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Form = z.object({ name: DefinitionName, from: z.string().max(64) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  await authenticatePage(request, context, 'app.journeys.new');
  return { gallery: journeysToCopy() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const form = await parseIntent(request, Form);
  return await inShop(pool, shop.id, (client) =>
    createJourney(client, shop.id, form, staffId, clock.now()),
  );
}

export default function NewJourneyRoute() {
  return <NewJourneyPage {...useLoaderData<typeof loader>()} />;
}
