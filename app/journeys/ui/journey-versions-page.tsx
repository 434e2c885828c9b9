import { useFetcher } from '@remix-run/react';
import { BlockStack, Page, Text } from '@shopify/polaris';
import type { DiscardOutcome, DraftOutcome } from '#app/definitions/definition-outcome.ts';
import type { RestoreVersionOutcome } from '#app/journeys/definitions/restore-version.ts';
import { undoRestoreForm } from '#app/journeys/definitions/restore-version.ts';
import type {
  ComparedVersions,
  JourneyVersion,
  JourneyVersionSort,
} from '#app/journeys/page/journey-versions.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { CompareCard } from './compare-card.tsx';
import { JourneyTabs } from './journey-tabs.tsx';
import { JourneyVersionsCard } from './journey-versions-card.tsx';

export type JourneyVersionsPageProps = PageTime & {
  journeyKey: string;
  name: string;
  /** The live version; null before the first. */
  liveVersion: number | null;
  live: Live;
  rows: RowPage<JourneyVersion>;
  /** Of all versions, the newest first. */
  numbers: number[];
  compared: ComparedVersions | null;
  view: ListView<JourneyVersionSort>;
  mayEdit: boolean;
  staff: readonly { id: string; name: string }[];
  staffId: string;
};

/** Every version of a journey, what two of them differ in, and the way back to one. */
export function JourneyVersionsPage(props: JourneyVersionsPageProps) {
  const { journeyKey, name, numbers, compared, live, mayEdit } = props;
  const fetcher = useFetcher<RestoreVersionOutcome | DraftOutcome | DiscardOutcome>();
  useOutcomeToast(fetcher, restoreToast);
  useLive(live, fetcher.state === 'idle');
  const restore = (version: number) =>
    fetcher.submit({ intent: 'restore_version', version: String(version) }, { method: 'post' });
  return (
    <Page
      title={name}
      backAction={{ content: 'Journeys', url: '/app/journeys' }}
      secondaryActions={
        mayEdit ? [{ content: 'Edit', url: `/app/journeys/${journeyKey}/edit` }] : []
      }
    >
      <BlockStack gap="400">
        <JourneyTabs journeyKey={journeyKey} current="versions" />
        {compared ? (
          <CompareCard compared={compared} numbers={numbers} />
        ) : (
          <PlainCard title="Compare versions">
            <Text as="p" tone="subdued">
              {numbers.length < 2
                ? 'Once it is published again, what changed is drawn here.'
                : 'These versions cannot be compared.'}
            </Text>
          </PlainCard>
        )}
        <JourneyVersionsCard
          {...props}
          isBusy={fetcher.state !== 'idle'}
          onRestore={mayEdit ? restore : null}
        />
      </BlockStack>
    </Page>
  );
}

function restoreToast(
  outcome: RestoreVersionOutcome | DraftOutcome | DiscardOutcome,
): OutcomeToast | null {
  switch (outcome.outcome) {
    case 'restored_as_draft':
      return {
        text: `Version ${String(outcome.version)} is the draft now. Publish it in the editor`,
        undo: undoRestoreForm(outcome),
      };
    case 'saved':
    case 'discarded':
      return { text: 'Draft as before' };
    case 'conflict':
      return { text: 'Another staff member changed the draft meanwhile', isError: true };
    case 'not_found':
    case 'unreadable':
    case 'too_many':
      return { text: 'It could not be restored. Reload the page', isError: true };
  }
}
