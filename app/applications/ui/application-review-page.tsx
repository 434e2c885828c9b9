import { useNavigate } from '@remix-run/react';
import { BlockStack, InlineStack, Layout, Page } from '@shopify/polaris';
import { useCallback, useState } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import type { QueueNeighbours } from '#app/applications/queue-neighbours.ts';
import type { ReviewPage } from '#app/applications/review-page.ts';
import { allCountries } from '#app/lib/country.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { useLive } from '#app/ui/use-live.ts';
import {
  DecisionHistoryCard,
  DuplicatesCard,
  FormCard,
  type ShopTime,
} from './applicant-cards.tsx';
import { StateBadge, VerifiedBadge } from './application-badges.tsx';
import { ChecklistCard, DecisionCard, DeclineModal, TrailCard } from './decision-cards.tsx';
import { DetailsModal } from './details-modal.tsx';
import { useReviewDecisions } from './use-review-decisions.ts';
import { useReviewShortcuts } from './use-review-shortcuts.ts';

const COUNTRIES = allCountries();

export type ApplicationReviewPageProps = ReviewPage &
  QueueNeighbours &
  ShopTime & {
    /** The member of the staff who looks. */
    staffId: string;
    live: Live;
  };

/** One application with what is known of its applicant, for the staff who decide on it. */
export function ApplicationReviewPage(page: ApplicationReviewPageProps) {
  const { application, refusal, previous, next, staffId, now, timeZone, currency } = page;
  const { decide, outcome, isBusy } = useReviewDecisions();
  const [isDeclining, setDeclining] = useState(false);
  // Open until something that was sent since is being tried.
  const [edit, setEdit] = useState<{ since: typeof outcome } | null>(null);
  const isEditing = edit !== null && (outcome === edit.since || outcome?.outcome !== 'trying');
  const navigate = useNavigate();
  const may = useMay();
  const isOpen = application.state === 'submitted';
  const isRefused = application.state === 'approving' && refusal !== null;
  const isChangeable = isRefused && refusal.isAnswered;
  const isVerified = application.verifiedAt !== null;
  const approve = useCallback(() => decide({ intent: 'approve' }), [decide]);
  const askForReason = useCallback(() => setDeclining(true), []);
  useLive(page.live, !isDeclining && !isEditing);
  useReviewShortcuts({
    previous,
    next,
    isPaused: isDeclining || isEditing,
    isDecidable: may('applications.decide') && isOpen && !isBusy,
    isVerified,
    onApprove: approve,
    onDecline: askForReason,
  });

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
        hasPrevious: previous !== null,
        hasNext: next !== null,
        onPrevious: () => navigate(`/app/wholesale/${previous ?? ''}`),
        onNext: () => navigate(`/app/wholesale/${next ?? ''}`),
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
                refusal={refusal}
                isBusy={isBusy}
                onApprove={approve}
                onDecline={askForReason}
                onEdit={() => setEdit({ since: outcome })}
                onTag={() => decide({ intent: 'tag' })}
                onRetry={() => decide({ intent: 'retry' })}
                onVerify={() => decide({ intent: 'verify' })}
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
        isOpen={isDeclining && (isOpen || isChangeable)}
        isBusy={isBusy}
        onClose={() => setDeclining(false)}
        onDecline={(reason, note) => {
          decide({ intent: 'decline', reason, note });
          setDeclining(false);
        }}
      />
      {isEditing && isChangeable ? (
        <DetailsModal
          details={application}
          countries={COUNTRIES}
          problems={outcome?.outcome === 'invalid' ? outcome.fields : {}}
          isOpen
          isBusy={isBusy}
          onClose={() => setEdit(null)}
          onSave={(fields) => decide({ intent: 'correct', ...fields })}
        />
      ) : null}
    </Page>
  );
}
