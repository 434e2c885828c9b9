import { Card, Page, Tabs } from '@shopify/polaris';
import type { PeoplePage } from '#app/people/page/list-people.ts';
import { BAND_CHOICES, STAGE_TABS, type PeopleView } from '#app/people/page/people-view.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { StageKey } from '#app/segments/ready/lifecycle.ts';
import { stageName } from '#app/segments/ready/stage-name.ts';
import { TRADER_KEY, traderTier } from '#app/segments/ready/trader-tier.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { PeopleTable } from './people-table.tsx';

export type PeopleListPageProps = PeoplePage & {
  live: Live;
  /** How many people are in each stage; stages without people are missing. */
  counts: Partial<Record<StageKey, number>>;
  /** How many people buy like a trader. */
  traders: number;
  /** How many pairs of possible duplicates wait for a decision. */
  duplicates: number;
  view: PeopleView;
  now: number;
  currency: string;
  timeZone: string;
};

/** Everyone the shop knows, by stage and closeness to buying, for staff who look for a person. */
export function PeopleListPage(props: PeopleListPageProps) {
  const { live, counts, traders, duplicates, view, ...table } = props;
  const list = useListParams(view);
  useLive(live);

  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return (
      <Page title="People">
        <EmptyState heading="No people yet" action={{ content: 'Finish the set-up', url: '/app' }}>
          Everyone who visits, fills a cart, orders or applies appears here at once, with how close
          they are to buying.
        </EmptyState>
      </Page>
    );
  }
  const tabs = STAGE_TABS.map((stage) => {
    if (stage === 'all') return { id: stage, content: `All (${formatNumber(total)})` };
    const [name, count] =
      stage === TRADER_KEY ? [traderTier.name, traders] : [stageName(stage), counts[stage] ?? 0];
    return { id: stage, content: `${name} (${formatNumber(count)})` };
  });
  return (
    <Page
      title="People"
      subtitle="Everyone who visited, bought or applied, the closest to buying first. Live."
      fullWidth
      secondaryActions={[
        {
          content: `Possible duplicates (${formatNumber(duplicates)})`,
          url: '/app/people/duplicates',
        },
      ]}
    >
      <Card padding="0">
        <Tabs
          tabs={tabs}
          selected={STAGE_TABS.indexOf(view.stage)}
          onSelect={(index) => list.change({ stage: STAGE_TABS[index] ?? 'all' })}
        />
        <ListSearch
          label="Search people"
          placeholder="Name or email address"
          list={list}
          choice={{
            label: 'How close to buying',
            options: BAND_CHOICES,
            value: view.band,
            onChange: (band) => list.change({ band }),
          }}
        />
        <PeopleTable {...table} list={list} />
      </Card>
    </Page>
  );
}
