import { useFetcher } from '@remix-run/react';
import { Banner, Layout, Page } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useInvalidFocus } from '#app/ui/use-invalid-focus.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { useVersionedForm } from '#app/ui/use-versioned-form.ts';
import {
  RETENTION_KINDS,
  RETENTION_LIMITS,
  type RetentionOutcome,
  type RetentionPeriods,
} from '../retention-periods.ts';
import { RetentionCard, type RetentionForm } from './retention-card.tsx';

export type RetentionPageProps = { periods: RetentionPeriods };

const OUTCOME_TEXTS = {
  saved: 'Retention saved',
  unchanged: 'Nothing to save',
  refused: 'Fix the highlighted fields',
};

function retentionToast({ outcome }: RetentionOutcome): OutcomeToast {
  return { text: OUTCOME_TEXTS[outcome], isError: outcome === 'refused' };
}

/** How long each kind of data is kept, for staff who may change it or only read it. */
export function RetentionPage({ periods }: RetentionPageProps) {
  const fetcher = useFetcher<RetentionOutcome>();
  const saved = Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, String(periods[kind])]),
  ) as RetentionForm;
  // Periods have no versions: the last one to save decides.
  const page = { version: 0, form: saved };
  const { form, isDirty, change, discard } = useVersionedForm(page, fetcher);
  useOutcomeToast(fetcher, retentionToast);
  const { data, state } = fetcher;
  const refused = data?.outcome === 'refused' ? data : null;
  useInvalidFocus(refused);
  const shortened = RETENTION_KINDS.filter((kind) => Number(form[kind]) < periods[kind]);

  return (
    <Page
      title="Retention"
      subtitle="What is older is deleted every day and cannot be restored."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <FormSaveBar
        id="retention"
        isOpen={isDirty}
        isBusy={state !== 'idle'}
        onSave={() => fetcher.submit(form, { method: 'post' })}
        onDiscard={discard}
      />
      <Layout>
        {isDirty && shortened.length > 0 ? (
          <Layout.Section>
            <Banner tone="warning" title="Shorter periods delete data">
              <p>
                {`Within a day of saving, older data is deleted for good: ${shortened
                  .map((kind) => RETENTION_LIMITS[kind].label.toLowerCase())
                  .join(', ')}.`}
              </p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.AnnotatedSection
          id="periods"
          title="How long data is kept"
          description="Events and decisions are deleted by whole months. Proofs of consent, blocked addresses, orders and totals are not deleted by these periods."
        >
          <EditArea needs="retention.edit" isExplained>
            <RetentionCard form={form} errors={refused?.errors ?? {}} onChange={change} />
          </EditArea>
        </Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}
