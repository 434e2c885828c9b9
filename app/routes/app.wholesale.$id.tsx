import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, useFetcher, useLoaderData, useRouteError } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, InlineStack, Layout, Page } from '@shopify/polaris';
import { useEffect, useMemo, useState } from 'react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { approveApplication } from '#app/accounts/approve.server.ts';
import { retryCompany } from '#app/accounts/create-company.server.ts';
import { declineApplication } from '#app/accounts/decline.server.ts';
import { isDeclineReason } from '#app/accounts/decline-reason.ts';
import { askToVerifyAgain } from '#app/accounts/verify-application.server.ts';
import { loadReviewPage } from '#app/accounts/review-page.server.ts';
import { STATE_NAMES } from '#app/accounts/words.ts';
import { inShop } from '#app/db.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { DuplicatesCard, FormCard, HistoryCard } from '#app/ui/applicant-cards.tsx';
import { StateBadge, VerifiedBadge } from '#app/ui/application-badges.tsx';
import { ChecklistCard, DecisionCard, DeclineModal, TrailCard } from '#app/ui/decision-cards.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useShortcuts } from '#app/ui/use-shortcuts.ts';

const Decision = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve') }),
  z.object({
    intent: z.literal('decline'),
    reason: z.string().refine(isDeclineReason),
    note: z
      .string()
      .trim()
      .max(1000)
      .transform((note) => note || null),
  }),
  z.object({ intent: z.literal('retry') }),
  z.object({ intent: z.literal('verify') }),
]);

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'applications.read');
  const { pool, clock } = context.services;
  const id = applicationId(params.id);
  const now = clock.now();
  const page = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['application', 'effect', 'profile']);
    const found = await loadReviewPage(client, shop.id, id, now);
    if (found) await recordRead(client, shop.id, staffId, `application:${id}`, now);
    return found && { ...found, live };
  });
  if (!page) throw notFound();
  return { ...page, staffId, now, currency: shop.currency, timeZone: shop.timeZone };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'applications.decide');
  const { pool, clock } = context.services;
  const id = applicationId(params.id);
  const parsed = Decision.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The decision is not complete.', { status: 400 });
  const decision = parsed.data;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    switch (decision.intent) {
      case 'approve':
        return await approveApplication(client, shop.id, id, staffId, now);
      case 'decline':
        return await declineApplication(client, shop.id, id, decision, staffId, now);
      case 'retry':
        return await retryCompany(client, shop.id, id, staffId, now);
      case 'verify':
        return await askToVerifyAgain(client, shop.id, id, staffId, now);
    }
  });
}

export default function WholesaleReview() {
  const page = useLoaderData<typeof loader>();
  const { application, staffId, now, timeZone, currency } = page;
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const [isDeclining, setDeclining] = useState(false);
  const isBusy = fetcher.state !== 'idle';
  const may = useMay();
  const mayDecide = may('applications.decide');
  const isOpen = application.state === 'submitted';
  const isVerified = application.verifiedAt !== null;
  useLive(page.live, !isDeclining);
  useEffect(() => {
    if (fetcher.data) bridge.toast.show(outcomeText(fetcher.data));
  }, [bridge, fetcher.data]);

  const { submit } = fetcher;
  const shortcuts = useMemo((): Record<string, () => void> => {
    if (!mayDecide || !isOpen || isBusy || isDeclining) return {};
    return {
      ...(isVerified && { a: () => submit({ intent: 'approve' }, { method: 'post' }) }),
      r: () => setDeclining(true),
    };
  }, [mayDecide, isOpen, isVerified, isBusy, isDeclining, submit]);
  useShortcuts(shortcuts);

  const time = { now, timeZone, currency };
  return (
    <Page
      title={application.company}
      titleMetadata={
        <InlineStack gap="200">
          <StateBadge state={application.state} />
          <VerifiedBadge isVerified={isVerified} />
        </InlineStack>
      }
      backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <FormCard application={application} taxId={page.taxId} {...time} />
            <HistoryCard
              history={page.history}
              colleagues={page.colleagues}
              isVerified={isVerified}
              {...time}
            />
            <DuplicatesCard duplicates={page.duplicates} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <EditArea needs="applications.decide" isExplained>
              <DecisionCard
                application={application}
                refusal={page.refusal}
                isBusy={isBusy}
                onApprove={() => submit({ intent: 'approve' }, { method: 'post' })}
                onDecline={() => setDeclining(true)}
                onRetry={() => submit({ intent: 'retry' }, { method: 'post' })}
                onVerify={() => submit({ intent: 'verify' }, { method: 'post' })}
                now={now}
                timeZone={timeZone}
              />
            </EditArea>
            <ChecklistCard checklist={page.checklist} />
            <TrailCard trail={page.trail} staffId={staffId} now={now} timeZone={timeZone} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <DeclineModal
        isOpen={isDeclining && isOpen}
        isBusy={isBusy}
        onClose={() => setDeclining(false)}
        onDecline={(reason, note) => {
          submit({ intent: 'decline', reason, note }, { method: 'post' });
          setDeclining(false);
        }}
      />
    </Page>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}>
      <NothingYet
        heading="There is no such application"
        action={{ content: 'Show all applications', url: '/app/wholesale' }}
      >
        It may have been removed, or the address is not complete.
      </NothingYet>
    </Page>
  );
}

type Outcome = Awaited<ReturnType<typeof action>>;

function outcomeText(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'decided':
      return 'Decision saved';
    case 'already_decided':
      return `Already decided: ${STATE_NAMES[outcome.state].toLowerCase()}`;
    case 'not_verified':
      return 'The applicant has not confirmed the email address yet';
    case 'asked':
      return 'Confirmation email sent';
    case 'asked_before':
      return 'This address was asked within the last day';
    case 'not_found':
      return 'There is no such application any more';
    case 'trying':
      return 'Trying again';
    case 'nothing_to_retry':
      return 'Nothing to try again';
  }
}

function applicationId(text: string | undefined): string {
  if (text === undefined || !isUuid(text)) throw notFound();
  return text.toLowerCase();
}

function notFound(): Response {
  return new Response('There is no such application.', { status: 404 });
}
