import { Banner, BlockStack, Layout, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { FIGURE_DAYS_PARAM, type FigureDays } from '#app/journeys/page/figure-period.ts';
import type { JourneyOutline } from '#app/journeys/page/journey-outline.ts';
import type { JourneyPage, RunSort } from '#app/journeys/page/journey-page.ts';
import type { JourneyState } from '#app/journeys/page/shown-journey.ts';
import { decisionsPath } from '#app/lib/decisions-path.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { JourneyExitsCard } from './journey-exits-card.tsx';
import { JourneyRunsCard } from './journey-runs-card.tsx';
import { JourneyStateBadge } from './journey-state-badge.tsx';
import { JourneyStepsCard } from './journey-steps-card.tsx';
import { JourneySummaryCard } from './journey-summary-card.tsx';
import { JourneyTabs } from './journey-tabs.tsx';
import type { ListedRun } from './runs-table.tsx';

export type JourneyDetailsPageProps = PageTime & {
  journey: JourneyOutline;
  state: JourneyState;
  /** What changes the state of the journey; null for staff who may not. */
  stateChange: JourneyStateChange | null;
  /** The update of the gallery that is offered. */
  update: ReactNode;
  /** How it is watched; null while it is not live. */
  watch: ReactNode;
  page: Omit<JourneyPage, 'runs'> & { live: Live; runs: ListedRun[] };
  /** The period of the figures. */
  days: FigureDays;
  /** Whether who looks may see people. */
  showsPeople: boolean;
  /** How the people in the journey are listed. */
  view: ListView<RunSort>;
  currency: string;
};

/** Pauses the journey, lets it go on, takes it out of use and back. */
type JourneyStateChange = {
  isBusy: boolean;
  pause: () => void;
  resume: () => void;
  archive: () => void;
  restore: () => void;
};

/** One journey: its steps, what it did in a period, and the people in it. */
export function JourneyDetailsPage(props: JourneyDetailsPageProps) {
  const { journey, state, page, days, showsPeople, view, currency, now, timeZone } = props;
  const list = useListParams(view);
  useLive(page.live);
  return (
    <Page
      title={journey.name}
      titleMetadata={<JourneyStateBadge state={state} />}
      subtitle={journey.purpose}
      primaryAction={
        props.stateChange
          ? {
              content: 'Edit',
              url: `/app/journeys/${journey.key}/edit?${FIGURE_DAYS_PARAM}=${String(days)}`,
            }
          : undefined
      }
      secondaryActions={actionsOf(props)}
      backAction={{ content: 'Journeys', url: '/app/journeys' }}
    >
      <BlockStack gap="400">
        <JourneyTabs journeyKey={journey.key} current="overview" />
        {props.update}
        {state === 'paused' ? (
          <Banner tone="warning" title="This journey is paused">
            <p>
              No more people enter, and those who are in it stand still. What they waited for is
              done when it goes on; an email that is more than 24 hours late by then is skipped.
            </p>
          </Banner>
        ) : null}
        {state === 'archived' ? (
          <Banner title="This journey is archived">
            <p>No more people enter. Those who are in it go on to its end.</p>
          </Banner>
        ) : null}
        <Layout>
          <Layout.Section>
            <JourneyStepsCard
              journey={journey}
              figures={page.steps}
              days={days}
              currency={currency}
            />
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <JourneySummaryCard page={page} days={days} currency={currency} />
              {props.watch}
              <JourneyExitsCard exits={page.exits} days={days} />
            </BlockStack>
          </Layout.Section>
          {showsPeople ? (
            <Layout.Section variant="fullWidth">
              <JourneyRunsCard
                runs={page.runs}
                list={list}
                hasMore={page.hasMoreRuns}
                now={now}
                timeZone={timeZone}
              />
            </Layout.Section>
          ) : null}
        </Layout>
      </BlockStack>
    </Page>
  );
}

function actionsOf({ journey, state, stateChange, showsPeople }: JourneyDetailsPageProps) {
  const others = showsPeople
    ? [{ content: 'Decisions', url: decisionsPath({ journey: journey.key }) }]
    : [];
  if (!stateChange || state === 'draft') return others;
  const { isBusy: loading, pause, resume, archive, restore } = stateChange;
  if (state === 'archived') return [...others, { content: 'Restore', onAction: restore, loading }];
  return [
    ...others,
    state === 'paused'
      ? { content: 'Resume', onAction: resume, loading }
      : {
          content: 'Pause',
          helpText: 'Starts no more runs. People who are in it stand still.',
          onAction: pause,
          loading,
        },
    { content: 'Move people', url: `/app/journeys/${journey.key}/move` },
    {
      content: 'Archive',
      helpText: 'Starts no more runs. People who are in it go on.',
      onAction: archive,
      loading,
    },
  ];
}
