import { Banner, BlockStack, Page } from '@shopify/polaris';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { ReplayPageData, ShownReplay } from '#app/journeys/page/replay-page.ts';
import type { ReplayPersonSort } from '#app/journeys/replay/replay-record.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { JourneyTabs } from './journey-tabs.tsx';
import { ReplayComparisonCard } from './replay-comparison-card.tsx';
import { ReplayListCard } from './replay-list-card.tsx';
import { ReplayPeopleCard } from './replay-people-card.tsx';
import { ReplayProgressCard } from './replay-progress-card.tsx';
import { ReplayReasonsCards } from './replay-reasons-cards.tsx';
import { ReplayResultCard } from './replay-result-card.tsx';
import { ReplayStartCard } from './replay-start-card.tsx';

export type ReplayPageProps = PageTime & {
  live: Live;
  journey: { key: string; name: string };
  data: ReplayPageData;
  /** Whether who looks may run a replay, and may see people. */
  mayStart: boolean;
  showsPeople: boolean;
  view: ListView<ReplayPersonSort>;
};

/** What a journey would have done: it is run over the past for all people, and nothing is sent. */
export function ReplayPage(props: ReplayPageProps) {
  const { live, journey, data, mayStart, showsPeople, view, now, timeZone } = props;
  const list = useListParams(view);
  useLive(live);
  const { shown, compared, replays, choices, people } = data;
  return (
    <Page
      title="Replay"
      subtitle={`What “${journey.name}” would have done. Nothing is sent.`}
      backAction={{ content: journey.name, url: `/app/journeys/${journey.key}` }}
    >
      <BlockStack gap="400">
        <JourneyTabs journeyKey={journey.key} current="replay" />
        {mayStart ? <ReplayStartCard choices={choices} /> : null}
        {shown?.state === 'running' ? (
          <ReplayProgressCard replay={shown} mayCancel={mayStart} />
        ) : null}
        {shown ? <ProblemBanner replay={shown} /> : null}
        {shown && hasResult(shown) ? (
          <>
            <ReplayResultCard replay={shown} timeZone={timeZone} />
            {compared ? <ReplayComparisonCard replay={shown} compared={compared} /> : null}
            <ReplayReasonsCards journeyKey={journey.key} replay={shown} />
            {showsPeople ? (
              <ReplayPeopleCard people={people} list={list} now={now} timeZone={timeZone} />
            ) : null}
          </>
        ) : null}
        <ReplayListCard
          replays={replays}
          shownId={shown?.id ?? null}
          now={now}
          timeZone={timeZone}
        />
      </BlockStack>
    </Page>
  );
}

/** Whether there is anything to read: a replay that has just begun has replayed no one yet. */
function hasResult({ state, peopleDone }: ShownReplay): boolean {
  return state !== 'running' || peopleDone > 0;
}

function ProblemBanner({ replay: { state, problem, problemStep } }: { replay: ShownReplay }) {
  if (state === 'cancelled')
    return (
      <Banner title="This replay was cancelled">
        <p>The figures are those of the people who were replayed until then.</p>
      </Banner>
    );
  if (state !== 'failed' || !problem) return null;
  return (
    <Banner
      tone="critical"
      title={
        problemStep === null
          ? 'The replay failed'
          : `The replay failed at or after the step “${problemStep}”`
      }
    >
      <p>{[reasonWords(problem.reason), problem.detail].filter(Boolean).join('. ')}</p>
    </Banner>
  );
}
