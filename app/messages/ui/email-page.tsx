import { useFetcher } from '@remix-run/react';
import { BlockStack, Layout, List, Page, Text } from '@shopify/polaris';
import { PURPOSE_WORDS } from '#app/definitions/email-traits.ts';
import { DefinitionStateBadge } from '#app/definitions/ui/definition-state-badge.tsx';
import { definitionToast } from '#app/definitions/ui/definition-toast.ts';
import { useDiscardedDraft } from '#app/definitions/ui/use-discarded-draft.ts';
import type {
  DiscardOutcome,
  PublishOutcome,
  StateOutcome,
} from '#app/definitions/definition-outcome.ts';
import type { PreviewViewer } from '#app/messages/page/preview-viewer.ts';
import type { ShownEmail } from '#app/messages/page/shown-email.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { useNewEmail } from './use-new-email.ts';
import { EmailPreviewCard } from './email-preview-card.tsx';

export type EmailPageProps = {
  live: Live;
  email: ShownEmail;
  /** What sends it, by name. */
  usedBy: string[];
  mayEdit: boolean;
  viewer: PreviewViewer;
};

type EmailOutcome = StateOutcome | PublishOutcome | DiscardOutcome;

/** A discarded draft can be brought back, which its own toast offers. */
function emailToast(outcome: EmailOutcome): OutcomeToast | null {
  return outcome.outcome === 'discarded' ? null : definitionToast(outcome);
}

type EmailIntent = 'publish' | 'discard_draft' | 'archive' | 'restore';

/** One email: how it reads, what it is for, and what sends it. */
export function EmailPage({ live, email, usedBy, mayEdit, viewer }: EmailPageProps) {
  const { key, languages, state, content, subject, preheader, revision, liveVersion } = email;
  const fetcher = useFetcher<EmailOutcome>();
  useOutcomeToast(fetcher, emailToast);
  useDiscardedDraft('email', '/app/emails', fetcher.data, email);
  useLive(live);
  const change = (intent: EmailIntent, name: string) => ({
    content: name,
    loading: fetcher.state !== 'idle',
    onAction: () => {
      const seen = { revision: String(revision), base: String(liveVersion ?? '') };
      fetcher.submit({ intent, kind: 'email', key, ...seen }, { method: 'post' });
    },
  });
  const hasDraft = revision > 0;
  const { isBusy, begin } = useNewEmail();
  return (
    <Page
      {...(mayEdit &&
        hasDraft &&
        state !== 'archived' && { primaryAction: change('publish', 'Publish') })}
      title={content.name}
      titleMetadata={<DefinitionStateBadge state={state} live="Published" />}
      subtitle={
        hasDraft && liveVersion !== null ? 'This is the draft. It is not published yet.' : ''
      }
      backAction={{ content: 'Emails', url: '/app/emails' }}
      secondaryActions={
        mayEdit
          ? [
              ...(state === 'archived'
                ? []
                : [{ content: 'Edit', url: `/app/emails/${key}/edit` }]),
              {
                content: 'Duplicate',
                loading: isBusy,
                onAction: () => begin({ intent: 'duplicate', key }),
              },
              ...(hasDraft ? [change('discard_draft', 'Discard draft')] : []),
              ...(state === 'live' ? [change('archive', 'Archive')] : []),
              ...(state === 'archived' ? [change('restore', 'Restore')] : []),
            ]
          : []
      }
    >
      <Layout>
        <Layout.Section>
          <EmailPreviewCard
            emailKey={key}
            languages={languages}
            viewer={viewer}
            version={`${String(liveVersion ?? 0)}-${String(revision)}`}
          />
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <PlainCard title="In the mailbox">
              <FactList
                nameWidth="6rem"
                facts={[
                  { name: 'Subject', value: subject },
                  { name: 'Preheader', value: preheader },
                ]}
              />
            </PlainCard>
            <PlainCard title="What it is for">
              <FactList
                nameWidth="6rem"
                facts={[
                  {
                    name: 'Purpose',
                    value: content.purpose ? PURPOSE_WORDS[content.purpose] : 'Not said',
                  },
                  { name: 'Next step', value: content.nextStep ?? 'Not said' },
                ]}
              />
            </PlainCard>
            <PlainCard title="Used by">
              {usedBy.length === 0 ? (
                <SubduedText>
                  No journey sends it now. A step of a journey or a campaign can.
                </SubduedText>
              ) : (
                <List>
                  {usedBy.map((user) => (
                    <List.Item key={user}>
                      <Text as="span">{user}</Text>
                    </List.Item>
                  ))}
                </List>
              )}
            </PlainCard>
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}
