import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { addCampaignNames } from '#app/campaigns/page/campaign-names.server.ts';
import { countedSince } from '#app/catalog/pairs.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { markDuplicate } from '#app/engine/identity/decide-duplicate.server.ts';
import { splitProfile } from '#app/engine/identity/split-profile.server.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { addableJourneys } from '#app/journeys/page/addable-journeys.ts';
import { asOfText } from '#app/people/page/as-of.ts';
import { loadPersonForecast } from '#app/predictions/page/person-forecast.server.ts';
import { loadTimeline } from '#app/people/page/load-timeline.server.ts';
import { readPersonView } from '#app/people/page/person-view.ts';
import { loadPersonPage } from '#app/people/page/person-page.server.ts';
import { loadPersonPlan } from '#app/people/page/planned-messages.server.ts';
import { PersonDetailsPage } from '#app/people/ui/person-details-page.tsx';
import type { PersonSplitOutcome } from '#app/people/ui/use-person-split.ts';
import { loadPersonPipeline } from '#app/pipeline/person-pipeline.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PersonError as ErrorBoundary } from '#app/people/ui/person-error.tsx';

const SHOWN = [
  'account',
  'account_contact',
  'account_domain',
  'address_consent',
  'application',
  'assessment',
  'banner',
  'campaign',
  'consent',
  'decision',
  'definition',
  'effect',
  'event',
  'journey_run',
  'lead',
  'membership',
  'message',
  'possible_duplicate',
  'prediction_run',
  'product',
  'profile',
  'purchase',
  'reader_preference',
  'sales_task',
  'score_model',
  'segment',
  'setting',
  'shopify_segment',
  'variant',
] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.people.$id');
  const { pool, clock, policyOf } = context.services;
  const { id = '' } = params;
  if (!isUuid(id)) throw notFound();
  const now = clock.now();
  const { timeZone } = shop;
  const { search, searchParams } = new URL(request.url);
  const { asOf, shown, filter, focus } = readPersonView(searchParams, timeZone, now);
  const loaded = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const { model, journeys, pausedKeys = new Set<string>() } = await policyOf(client, shop.id);
    const known = await loadDefinitionNames(client, shop.id);
    const names = await addCampaignNames(client, shop.id, known);
    const at = asOf ?? now;
    const person = await loadPersonPage(client, shop.id, id, model, now, at, timeZone, names);
    if (!person) return { movedTo: await findCurrentPerson(client, shop.id, id) };
    await recordRead(client, shop.id, staffId, `profile:${id}`, now);
    const timelineRequest = { ...filter, limit: shown, until: focus?.until ?? null };
    return {
      live,
      person,
      forecast: await loadPersonForecast(client, shop.id, id, timeZone, now),
      plan: await loadPersonPlan(client, shop.id, id, { timeZone, names, pausedKeys }, now),
      addable: addableJourneys(journeys),
      pipeline: await loadPersonPipeline(client, shop.id, id),
      timeline: await loadTimeline(client, shop.id, id, timelineRequest, { money, names }),
    };
  });
  if ('movedTo' in loaded) {
    if (loaded.movedTo === id) throw notFound();
    throw redirect(`/app/people/${loaded.movedTo}${search}`);
  }
  return {
    ...loaded,
    id,
    staffId,
    shown,
    filter,
    focus,
    asOf: asOf === null ? null : asOfText(asOf, timeZone),
    latest: asOfText(now, timeZone),
    now,
    since: countedSince(now),
    shop: { currency: shop.currency, timeZone, domain: shop.domain },
  };
}

const Intent = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('split'), join: z.uuid() }),
  z.object({ intent: z.literal('join'), one: z.uuid(), other: z.uuid() }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.edit');
  const { pool, clock, policyOf } = context.services;
  const intent = await parseIntent(request, Intent);
  const now = clock.now();
  return await inShop(pool, shop.id, async (client): Promise<PersonSplitOutcome> => {
    if (intent.intent === 'join') {
      const two = [intent.one, intent.other] as const;
      const { done } = await markDuplicate(client, shop.id, two, staffId, now);
      return { outcome: done ? 'joining' : 'gone' };
    }
    // After the claim no batch decides by other rules.
    await claimShop(client, shop.id);
    const policy = await policyOf(client, shop.id);
    const batching = { policy, currency: shop.currency, now };
    return await splitProfile(client, shop.id, intent.join, staffId, batching);
  });
}

export default function PersonRoute() {
  const data = useLoaderData<typeof loader>();
  return <PersonDetailsPage {...data} />;
}

function money({ minor, currency }: { minor: number; currency: string }): string {
  return formatMoney(minor, currency);
}

function notFound(): Response {
  return new Response('There is no such person.', { status: 404 });
}
