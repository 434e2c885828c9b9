import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { useState } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import type { DataIssueGroup } from '#app/events/inbox/data-issues.ts';
import type { Topics } from '#app/events/page/data-quality.ts';
import type { Drift } from '#app/events/page/drift.ts';
import { HoursCard, SilenceBanners, TopicsCard } from '#app/events/ui/topic-cards.tsx';
import {
  FIELD_LIST,
  VALUE_LIST,
  type DataQualityOutcome,
  type DataQualityViews,
} from '#app/people/page/data-quality.ts';
import type { Leftovers, Shares } from '#app/people/page/source-shares.ts';
import type { RowPage } from '#app/lib/list-view.ts';
import { BodyModal } from '#app/ui/body-modal.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { DataIssuesCard, DriftCard, LeftoversCard, SharesCard } from './quality-cards.tsx';

export type DataQualityPageProps = Topics & {
  /** Fields that hardly arrive any more. */
  drifts: Drift[];
  /** Where values could not be read. */
  places: RowPage<DataIssueGroup>;
  /** What is missing in the last seven days, and in the seven before. */
  lately: Shares;
  before: Shares;
  leftovers: Leftovers;
  views: DataQualityViews;
  now: number;
  timeZone: string;
};

/** Whether all data arrives and what it misses, for staff who look after the installation. */
export function DataQualityPage(props: DataQualityPageProps) {
  const { topics, chosen, hours, drifts, places, views, now, timeZone } = props;
  const topicList = useListParams(views.topics);
  const fieldList = useListParams(views.fields, FIELD_LIST);
  const valueList = useListParams(views.values, VALUE_LIST);
  const work = useFetcher<DataQualityOutcome>();
  useOutcomeToast(work, comparingToast);
  const look = useFetcher<DataQualityOutcome>();
  const [isLooking, setLooking] = useState(false);

  function show({ topic, field, problem }: DataIssueGroup) {
    setLooking(true);
    look.submit({ intent: 'sample', topic, field, problem }, { method: 'post' });
  }
  const compare = () => work.submit({ intent: 'compare' }, { method: 'post' });
  const isHealthy =
    topics.every(({ silence }) => silence.state !== 'silent') && drifts.length === 0;
  const isBusy = work.state !== 'idle';
  const may = useMay();
  return (
    <Page
      fullWidth
      title="Data quality"
      subtitle="Whether all data arrives, and what to do when it does not."
      backAction={{ content: 'Settings', url: '/app/settings' }}
      secondaryActions={
        may('problems.solve')
          ? [{ content: 'Compare with Shopify now', loading: isBusy, onAction: compare }]
          : []
      }
    >
      <BlockStack gap="400">
        <EditArea needs="problems.solve">
          <SilenceBanners topics={topics} timeZone={timeZone} isBusy={isBusy} onCompare={compare} />
        </EditArea>
        {isHealthy && topics.some(({ usualDay }) => usualDay !== null) ? (
          <Banner tone="success" title="No issues found" />
        ) : null}
        <TopicsCard
          topics={topics}
          chosen={chosen}
          timeZone={timeZone}
          onChoose={(topic) => topicList.change({ topic })}
          list={topicList}
        />
        {chosen === null ? null : <HoursCard topic={chosen} hours={hours} timeZone={timeZone} />}
        <DriftCard drifts={drifts} list={fieldList} />
        <DataIssuesCard
          places={places}
          list={valueList}
          onShow={may('payloads.read') ? show : null}
          now={now}
          timeZone={timeZone}
        />
        <SharesCard lately={props.lately} before={props.before} />
        <LeftoversCard leftovers={props.leftovers} />
      </BlockStack>
      <BodyModal
        isOpen={isLooking}
        body={
          look.state === 'idle' && look.data?.intent === 'sample' ? look.data.sample : undefined
        }
        onClose={() => setLooking(false)}
      />
    </Page>
  );
}

function comparingToast(): OutcomeToast {
  return { text: 'Comparing with Shopify. Missed data is imported now' };
}
