import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, Card, Page, Tag } from '@shopify/polaris';
import { useState } from 'react';
import type { DecisionView } from '#app/decisions/decision-view.ts';
import type { DecisionsPage } from '#app/decisions/page/decision-line.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { personName } from '#app/profiles/person-name.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { DecisionFilters, type DecisionChoices } from './decision-filters.tsx';
import { DecisionTable } from './decision-table.tsx';

export type DecisionListPageProps = DecisionsPage & {
  view: DecisionView;
  choices: DecisionChoices;
  /** Whether the shop has any decision at all. */
  hasAny: boolean;
  /** Whether who looks may download people. */
  mayExport: boolean;
  timeZone: string;
};

/** Why each message was sent or was not, searched by person, journey, message, reason and day. */
export function DecisionListPage(props: DecisionListPageProps) {
  const { view, choices, hasAny, mayExport, lookedUntil, timeZone, ...table } = props;
  const list = useListParams(view);
  const { isBusy, download } = useDecisionsFile(view);
  const person = table.decisions[0]?.person;
  if (!hasAny)
    return (
      <Page title="Decisions">
        <EmptyState
          heading="No decisions yet"
          action={{ content: 'Show journeys', url: '/app/journeys' }}
        >
          Each time a journey sends, skips or defers a message, or a person enters, branches or
          exits, the decision appears here with its reason.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      fullWidth
      title="Decisions"
      subtitle="Why each message was sent or was not, with the facts at that time. Stored for 13 months."
      secondaryActions={
        mayExport ? [{ content: 'Download CSV', onAction: download, loading: isBusy }] : []
      }
    >
      <Card padding="0">
        <ListSearch
          label="Search decisions by person"
          placeholder="Name or email address of a person"
          list={list}
        />
        {view.person === '' ? null : (
          <Box paddingInline="300" paddingBlockEnd="300">
            <Tag onRemove={() => list.change({ person: '' })}>
              {`Only ${person ? personName(person) : 'one person'}`}
            </Tag>
          </Box>
        )}
        <DecisionFilters view={view} choices={choices} onChange={list.change} />
        <BlockStack>
          {lookedUntil === null ? null : (
            <Banner tone="info">
              {`These filters match few decisions. Searched as far as ${formatTime(lookedUntil, timeZone)}; the next page goes on from there.`}
            </Banner>
          )}
          <DecisionTable {...table} list={list} timeZone={timeZone} />
        </BlockStack>
      </Card>
    </Page>
  );
}

/** Downloads what the list shows; a link would come without the session that the embedded page has. */
function useDecisionsFile({ from, to, ...filters }: DecisionView) {
  const bridge = useAppBridge();
  const [isBusy, setBusy] = useState(false);
  const { person, journey, message, reason, outcome, search, direction } = filters;
  const query = { from, to, person, journey, message, reason, outcome, search, direction };

  async function fetchFile() {
    setBusy(true);
    try {
      const response = await fetch(`/app/decisions/file?${new URLSearchParams(query).toString()}`);
      if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
      const url = URL.createObjectURL(await response.blob());
      const link = Object.assign(document.createElement('a'), { href: url });
      Object.assign(link, { download: `decisions-${from}-${to}.csv` }).click();
      URL.revokeObjectURL(url);
    } catch {
      bridge.toast.show('The file could not be downloaded. Try again.', { isError: true });
    }
    setBusy(false);
  }

  return { isBusy, download: () => void fetchFile() };
}
