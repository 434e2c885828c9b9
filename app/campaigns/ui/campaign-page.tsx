import { useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Layout, Page } from '@shopify/polaris';
import { useEffect, useMemo, useState } from 'react';
import { v4 } from 'uuid';
import { isEditable, isFinishedCampaign } from '#app/campaigns/campaign.ts';
import { CAMPAIGN_PROBLEM_WORDS, timingWords } from '#app/campaigns/page/campaign-words.ts';
import type { CampaignPageData, ShownCampaign } from '#app/campaigns/page/shown-campaign.ts';
import { formatPartOf } from '#app/lib/format/share.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { FormSaveBar } from '#app/ui/form-save-bar.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { CampaignAudienceCard } from './campaign-audience-card.tsx';
import { CampaignMessageCard } from './campaign-message-card.tsx';
import { CampaignPhaseBadge } from './campaign-phase-badge.tsx';
import { CampaignPreviewCard } from './campaign-preview-card.tsx';
import { CampaignProgressCard } from './campaign-progress-card.tsx';
import { CampaignResultsCard } from './campaign-results-card.tsx';
import { CampaignSummaryCards } from './campaign-summary-cards.tsx';
import { SenderRulesBanner } from './sender-rules-banner.tsx';
import { CampaignTimingCard } from './campaign-timing-card.tsx';
import { useCampaignEditor, type CampaignEditor } from './use-campaign-editor.ts';

export type CampaignPageProps = CampaignPageData & {
  live: Live;
  /** What mailbox providers require of bulk senders and is not met; of a draft alone. */
  unmetRules: string[];
  mayEdit: boolean;
  currency: string;
  timeZone: string;
  /** When the page was loaded, epoch milliseconds. */
  now: number;
  /** The shop's day. */
  today: string;
};

/** One campaign: what it sends to whom and when, and how far it is. */
export function CampaignPage(props: CampaignPageProps) {
  const { live, campaign: loaded, mayEdit, timeZone, currency, progress, results } = props;
  const isNew = loaded.revision === 0;
  // A new campaign gets another id each time the page is loaded; the first is the one that is saved.
  const [newId] = useState(loaded.id);
  const campaign = useMemo(
    () => (isNew ? { ...loaded, id: newId } : loaded),
    [isNew, loaded, newId],
  );
  const editor = useCampaignEditor(campaign, props.today);
  const { isDirty, isBusy } = editor;
  const { id, phase } = campaign;
  const mayChange = mayEdit && isEditable(phase);
  useLive(live, !isDirty && !isBusy);
  useFollowOutcome(editor, id, isNew);
  return (
    <Page
      {...(mayEdit && !isNew && actionsOf(campaign, editor))}
      title={isNew ? 'New campaign' : campaign.content.name}
      titleMetadata={<CampaignPhaseBadge phase={phase} />}
      subtitle={subtitleOf(campaign, timeZone, props.now)}
      backAction={{ content: 'Campaigns', url: '/app/campaigns' }}
    >
      <FormSaveBar
        id="campaign"
        isOpen={isDirty && mayChange}
        isBusy={isBusy}
        onSave={editor.save}
        onDiscard={editor.discard}
      />
      <BlockStack gap="400">
        <CampaignBanners campaign={campaign} editor={editor} mayEdit={mayEdit} />
        <SenderRulesBanner unmet={props.unmetRules} />
        <Layout>
          <Layout.Section>
            {isEditable(phase) ? (
              <fieldset disabled={!mayEdit} style={{ border: 0, margin: 0, padding: 0 }}>
                <BlockStack gap="400">
                  <CampaignAudienceCard editor={editor} segments={props.segments} />
                  <CampaignMessageCard editor={editor} emails={props.emails} />
                  <CampaignTimingCard editor={editor} timeZone={timeZone} />
                </BlockStack>
              </fieldset>
            ) : (
              <CampaignSummaryCards
                content={campaign.content}
                segments={props.segments}
                emails={props.emails}
              />
            )}
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              {progress ? (
                <CampaignProgressCard {...{ id, phase, progress, mayEdit, editor, timeZone }} />
              ) : (
                <CampaignPreviewCard id={id} isSaved={!isNew && !isDirty} timeZone={timeZone} />
              )}
              {results ? <CampaignResultsCard results={results} currency={currency} /> : null}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

/** After it was saved first, or copied, the page is that of the campaign; after it was deleted, the list. */
function useFollowOutcome({ outcome, isBusy }: CampaignEditor, id: string, isNew: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (isBusy || !outcome) return;
    if (isNew && outcome.outcome === 'saved') navigate(`/app/campaigns/${id}`);
    if (outcome.outcome === 'copied') navigate(`/app/campaigns/${outcome.id}`);
    if (outcome.outcome === 'deleted') navigate('/app/campaigns');
  }, [isNew, isBusy, outcome, id, navigate]);
}

type CampaignBannersProps = { campaign: ShownCampaign; editor: CampaignEditor; mayEdit: boolean };

function CampaignBanners({
  campaign: { phase, problem, isStuck },
  editor,
  mayEdit,
}: CampaignBannersProps) {
  return (
    <>
      {editor.isOutdated ? (
        <Banner
          tone="warning"
          title="Another staff member changed this campaign meanwhile"
          action={{ content: 'Show their version', onAction: editor.discard }}
        >
          <p>Yours was not saved. Showing theirs discards what you changed here.</p>
        </Banner>
      ) : null}
      {problem === null ? null : (
        <Banner tone="critical" title="The campaign was not sent">
          <p>{CAMPAIGN_PROBLEM_WORDS[problem]}</p>
        </Banner>
      )}
      {isStuck ? (
        <Banner
          {...(mayEdit && {
            action: {
              content: 'Try again',
              loading: editor.isBusy,
              onAction: () => editor.send({ intent: 'retry' }),
            },
          })}
          tone="critical"
          title="The campaign does not go on because of an error"
        >
          <p>
            What is on this page has happened. The rest is sent once it goes on; nothing is sent
            twice.
          </p>
        </Banner>
      ) : null}
      {editor.faults.length === 0 ? null : (
        <Banner tone="critical" title="It cannot be sent yet">
          {editor.faults.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Banner>
      )}
      {phase === 'stopping' ? (
        <Banner tone="warning" title="Nothing leaves any more">
          <p>
            For a minute you can go on sending. After that all that has not left is skipped for
            good.
          </p>
        </Banner>
      ) : null}
    </>
  );
}

function subtitleOf(
  { phase, content, beginsAt, startedAt, recompute }: ShownCampaign,
  timeZone: string,
  now: number,
) {
  switch (phase) {
    case 'draft':
    case 'stopped':
      return content.timing.kind === 'now'
        ? 'Nothing is sent before you choose Send now.'
        : 'Nothing is sent before it is scheduled.';
    case 'scheduled':
      if (recompute !== null && (beginsAt ?? 0) <= now)
        return `Sending begins as soon as segments are recomputed: ${formatPartOf(recompute.done, recompute.total)} people so far.`;
      return `${timingWords(content.timing)}. Sending begins ${formatTime(beginsAt ?? 0, timeZone)}.`;
    case 'sending':
    case 'stopping':
    case 'cancelled':
    case 'sent':
      return `Sending began ${formatTime(startedAt ?? 0, timeZone)}.`;
  }
}

function actionsOf(
  { phase, revision, content, archivedAt }: ShownCampaign,
  { isDirty, isBusy, send }: CampaignEditor,
) {
  const action = (label: string, form: () => Record<string, string>, disabled = false) => {
    return { content: label, disabled, loading: isBusy, onAction: () => send(form()) };
  };
  const schedule = action(
    content.timing.kind === 'now' ? 'Send now' : 'Schedule',
    () => ({ intent: 'schedule', revision: String(revision) }),
    isDirty,
  );
  const test = action('Send test to me', () => ({ intent: 'test', test: v4() }), isDirty);
  const copy = action('Copy', () => ({ intent: 'copy', copy: v4() }), isDirty);
  const canChange = isEditable(phase);
  return {
    ...(canChange && { primaryAction: schedule }),
    ...(phase === 'scheduled' && {
      primaryAction: action('Unschedule', () => ({ intent: 'unschedule' })),
    }),
    secondaryActions: [
      test,
      copy,
      ...(canChange ? [action('Delete', () => ({ intent: 'delete' }))] : []),
      ...(isFinishedCampaign(phase)
        ? [
            archivedAt === null
              ? action('Archive', () => ({ intent: 'archive' }))
              : action('Restore', () => ({ intent: 'restore' })),
          ]
        : []),
    ],
  };
}
