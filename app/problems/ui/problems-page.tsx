import { BlockStack, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { ProblemLists } from '#app/problems/problem-lists.ts';
import { PROBLEM_TABS, type ProblemTab } from '#app/problems/problem-tab.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { BodyModal } from '#app/ui/body-modal.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import {
  FAILED_EFFECTS,
  FAILED_PROFILES,
  FAILED_RUNS,
  MAILS_IN_DOUBT,
  QUARANTINED_DELIVERIES,
} from './problem-kinds.tsx';
import { LatenessCard } from './lateness-card.tsx';
import { ProblemPanel, TopicsPanel } from './problem-panels.tsx';
import { ProblemTabsCard } from './problem-tabs-card.tsx';
import { STOPPED_JOURNEYS } from './stopped-journeys.tsx';
import { QuarantineNotice } from './quarantine-notice.tsx';
import { useProblemDecisions } from './use-problem-decisions.ts';

export type ProblemsPageProps = PageTime &
  ProblemLists & {
    live: Live;
    view: ListView<'time'> & { tab: ProblemTab };
  };

/** What went wrong in a shop, a list for each kind of problem, with what staff can do about it. */
export function ProblemsPage(props: ProblemsPageProps) {
  const {
    quarantine,
    doubts,
    failures,
    lateness,
    failedRuns,
    failedProfiles,
    stops,
    topics,
    ...page
  } = props;
  const { live, view, now, timeZone } = page;
  const list = useListParams(view);
  const { act, isBusy, viewed } = useProblemDecisions();
  useLive(live, !viewed.isOpen);

  const panel = { list, act, isBusy, now, timeZone };
  const panels: Record<ProblemTab, { title: string; count: number; content: ReactNode }> = {
    deliveries: {
      title: 'Quarantined webhooks',
      count: quarantine.waiting,
      content: (
        <BlockStack gap="400">
          <QuarantineNotice {...quarantine} />
          <ProblemPanel
            {...panel}
            {...quarantine}
            kind={QUARANTINED_DELIVERIES}
            items={quarantine.deliveries}
          />
        </BlockStack>
      ),
    },
    mails: {
      title: 'Delivery unconfirmed',
      count: doubts.waiting,
      content: <ProblemPanel {...panel} {...doubts} kind={MAILS_IN_DOUBT} items={doubts.mails} />,
    },
    failed: {
      title: 'Failed actions',
      count: failures.waiting,
      content: (
        <BlockStack gap="400">
          <ProblemPanel {...panel} {...failures} kind={FAILED_EFFECTS} items={failures.effects} />
          <LatenessCard lateness={lateness} />
        </BlockStack>
      ),
    },
    runs: {
      title: 'Failed runs',
      count: failedRuns.waiting,
      content: (
        <ProblemPanel {...panel} {...failedRuns} kind={FAILED_RUNS} items={failedRuns.runs} />
      ),
    },
    profiles: {
      title: 'Failed scores',
      count: failedProfiles.waiting,
      content: (
        <ProblemPanel
          {...panel}
          {...failedProfiles}
          kind={FAILED_PROFILES}
          items={failedProfiles.profiles}
        />
      ),
    },
    stops: {
      title: 'Stopped journeys',
      count: stops.waiting,
      content: (
        <ProblemPanel
          {...panel}
          {...stops}
          waiting={view.search === '' ? stops.stops.length : 1}
          kind={STOPPED_JOURNEYS}
          items={stops.stops}
        />
      ),
    },
    topics: {
      title: 'Unknown topics',
      count: topics.length,
      content: <TopicsPanel topics={topics} timeZone={timeZone} />,
    },
  };
  const tabs = PROBLEM_TABS.map((id) => ({
    id,
    content: `${panels[id].title} (${formatNumber(panels[id].count)})`,
  }));
  function selectTab(tab: string) {
    list.setSearch('');
    list.change({ tab, search: '' });
  }
  return (
    <Page
      fullWidth
      title="Problems"
      subtitle="What needs your attention. Nothing here is lost."
      secondaryActions={[{ content: 'Data quality', url: '/app/settings/data-quality' }]}
    >
      <BlockStack gap="400">
        <ProblemTabsCard tabs={tabs} selected={view.tab} onSelect={selectTab} />
        {/* Another list: what was selected in the one before must not stay selected. */}
        <div key={view.tab}>{panels[view.tab].content}</div>
      </BlockStack>
      <BodyModal {...viewed} />
    </Page>
  );
}
