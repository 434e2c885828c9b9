import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import {
  isRouteErrorResponse,
  useFetcher,
  useLoaderData,
  useNavigate,
  useRouteError,
} from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, InlineStack, Layout, Page } from '@shopify/polaris';
import { useEffect, useMemo, useState } from 'react';
import { validate as isUuid } from 'uuid';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { APPROVAL_UNDO_MS } from '#app/applications/application-state.ts';
import { approveApplication } from '#app/applications/approve.server.ts';
import { declineApplication } from '#app/applications/decline.server.ts';
import { correctApplication, retryApproval } from '#app/applications/refused-company.server.ts';
import { undoApproval } from '#app/applications/undo-approval.server.ts';
import { isDeclineReason } from '#app/applications/decline-reason.ts';
import { askToVerifyAgain } from '#app/applications/verify-application.server.ts';
import { queueNeighbours } from '#app/applications/queue-neighbours.server.ts';
import { loadReviewPage } from '#app/applications/review-page.server.ts';
import { DetailsModal } from '#app/applications/ui/details-modal.tsx';
import { STATE_NAMES } from '#app/applications/words.ts';
import { allCountries } from '#app/lib/country.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import {
  DuplicatesCard,
  FormCard,
  DecisionHistoryCard,
} from '#app/applications/ui/applicant-cards.tsx';
import { StateBadge, VerifiedBadge } from '#app/applications/ui/application-badges.tsx';
import {
  ChecklistCard,
  DecisionCard,
  DeclineModal,
  TrailCard,
} from '#app/applications/ui/decision-cards.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useShortcuts } from '#app/applications/ui/use-shortcuts.ts';
import { useShortcutsSetting } from '#app/applications/ui/use-shortcuts-setting.ts';

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
  z.object({ intent: z.literal('undo') }),
  z.object({ intent: z.literal('retry') }),
  z.object({ intent: z.literal('tag') }),
  z.looseObject({ intent: z.literal('correct') }),
  z.object({ intent: z.literal('verify') }),
]);

const SHOWN = ['account', 'application', 'effect', 'profile', 'purchase'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'applications.read');
  const { pool, clock } = context.services;
  const id = applicationId(params.id);
  const now = clock.now();
  const page = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const found = await loadReviewPage(client, shop.id, id, now, shop.currency);
    if (found) await recordRead(client, shop.id, staffId, `application:${id}`, now);
    return (
      found && { ...found, ...(await queueNeighbours(client, shop.id, found.application)), live }
    );
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
      case 'undo':
        return await undoApproval(client, shop.id, id, staffId, now);
      case 'tag':
        return await retryApproval(client, shop.id, { applicationId: id, as: 'tag' }, staffId, now);
      case 'correct':
        return await correctApplication(client, shop.id, id, decision, staffId, now);
      case 'retry':
        return await retryApproval(client, shop.id, { applicationId: id }, staffId, now);
      case 'verify':
        return await askToVerifyAgain(client, shop.id, id, staffId, now);
    }
  });
}

const COUNTRIES = allCountries();

export default function WholesaleReview() {
  const page = useLoaderData<typeof loader>();
  const { application, staffId, now, timeZone, currency } = page;
  const fetcher = useFetcher<typeof action>();
  const bridge = useAppBridge();
  const [isDeclining, setDeclining] = useState(false);
  const [hasShortcuts] = useShortcutsSetting();
  const navigate = useNavigate();
  const isBusy = fetcher.state !== 'idle';
  const may = useMay();
  const mayDecide = may('applications.decide');
  const isOpen = application.state === 'submitted';
  const isRefused = application.state === 'approving' && page.refusal !== null;
  const isVerified = application.verifiedAt !== null;
  const { submit, data } = fetcher;
  // Open until something that was sent since is being tried.
  const [edit, setEdit] = useState<{ since: typeof data } | null>(null);
  const isEditing = edit !== null && (data === edit.since || data?.outcome !== 'trying');
  useLive(page.live, !isDeclining && !isEditing);
  useEffect(() => {
    if (!data) return;
    const undo = { duration: APPROVAL_UNDO_MS, action: 'Undo' };
    const onAction = () => submit({ intent: 'undo' }, { method: 'post' });
    bridge.toast.show(outcomeText(data), {
      isError: data.outcome === 'invalid',
      ...(data.outcome === 'decided' && data.canUndo ? { ...undo, onAction } : {}),
    });
  }, [bridge, data, submit]);

  const shortcuts = useMemo((): Record<string, () => void> => {
    if (!hasShortcuts || isDeclining || isEditing) return {};
    const show = (id: string | null) => id !== null && navigate(`/app/wholesale/${id}`);
    const move = { j: () => void show(page.next), k: () => void show(page.previous) };
    if (!mayDecide || !isOpen || isBusy) return move;
    return {
      ...move,
      ...(isVerified && { a: () => submit({ intent: 'approve' }, { method: 'post' }) }),
      r: () => setDeclining(true),
    };
  }, [
    hasShortcuts,
    mayDecide,
    isOpen,
    isVerified,
    isBusy,
    isDeclining,
    isEditing,
    submit,
    navigate,
    page.next,
    page.previous,
  ]);
  useShortcuts(shortcuts);

  const time = { now, timeZone, currency };
  return (
    <Page
      title={application.company}
      titleMetadata={
        <InlineStack gap="200">
          <StateBadge state={application.state} isRefused={isRefused} />
          <VerifiedBadge isVerified={isVerified} />
        </InlineStack>
      }
      backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}
      pagination={{
        hasPrevious: page.previous !== null,
        hasNext: page.next !== null,
        onPrevious: () => navigate(`/app/wholesale/${page.previous ?? ''}`),
        onNext: () => navigate(`/app/wholesale/${page.next ?? ''}`),
      }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <FormCard {...time} application={application} taxId={page.taxId} />
            <DecisionHistoryCard
              {...time}
              history={page.history}
              email={application.email}
              colleagues={page.colleagues}
              isVerified={isVerified}
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
                onEdit={() => setEdit({ since: data })}
                onTag={() => submit({ intent: 'tag' }, { method: 'post' })}
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
        isOpen={isDeclining && (isOpen || isRefused)}
        isBusy={isBusy}
        onClose={() => setDeclining(false)}
        onDecline={(reason, note) => {
          submit({ intent: 'decline', reason, note }, { method: 'post' });
          setDeclining(false);
        }}
      />
      {isEditing && isRefused ? (
        <DetailsModal
          details={application}
          countries={COUNTRIES}
          problems={data?.outcome === 'invalid' ? data.fields : {}}
          isOpen
          isBusy={isBusy}
          onClose={() => setEdit(null)}
          onSave={(fields) => submit({ intent: 'correct', ...fields }, { method: 'post' })}
        />
      ) : null}
    </Page>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}>
      <EmptyState
        heading="There is no such application"
        action={{ content: 'Show all applications', url: '/app/wholesale' }}
      >
        It may have been removed, or the address is not complete.
      </EmptyState>
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
    case 'undone':
      return 'Approval undone';
    case 'too_late':
      return 'Too late to undo';
    case 'invalid':
      return 'Check the details';
  }
}

function applicationId(text: string | undefined): string {
  if (text === undefined || !isUuid(text)) throw notFound();
  return text.toLowerCase();
}

function notFound(): Response {
  return new Response('There is no such application.', { status: 404 });
}
