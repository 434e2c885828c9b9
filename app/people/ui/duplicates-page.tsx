import { BlockStack, Card, Page, Spinner } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import type { DuplicateView, ListedDuplicate } from '#app/people/page/list-duplicates.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListPages } from '#app/ui/list-pages.tsx';
import { ListSearch, NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { sortChoiceOf } from '#app/ui/sort-choice.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { DuplicateCard } from './duplicate-card.tsx';
import { useDuplicateDecision } from './use-duplicate-decision.ts';

export type DuplicatesPageProps = {
  live: Live;
  duplicates: ListedDuplicate[];
  hasMore: boolean;
  /** How many pairs wait for a decision, found by the search or not. */
  waiting: number;
  view: DuplicateView;
  now: number;
  currency: string;
  timeZone: string;
};

/** Pairs of profiles that may be one person, side by side, for staff to decide. */
export function DuplicatesPage(props: DuplicatesPageProps) {
  const { live, duplicates, hasMore, waiting, view, now, currency, timeZone } = props;
  const list = useListParams(view);
  const { decide, isBusy } = useDuplicateDecision();
  useLive(live, !isBusy);

  const page = {
    title: 'Possible duplicates',
    subtitle:
      'People who share a phone, a browser or an address, though something says that they are two. No profiles are merged by a guess.',
    backAction: { content: 'People', url: '/app/people' },
  };
  if (waiting === 0 && view.search === '') {
    return (
      <Page {...page}>
        <EmptyState heading="No possible duplicates">
          When two people share what should be one person’s, they appear here side by side, for you
          to say whether they are the same.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page {...page}>
      <BlockStack gap="400">
        <Card padding="0">
          <ListSearch
            label="Search possible duplicates"
            placeholder="Name, email address or phone"
            list={list}
            choice={sortChoiceOf(list, [
              { label: 'Last noticed first', value: 'seen descending' },
              { label: 'Longest waiting first', value: 'found ascending' },
              { label: 'Most spent first', value: 'spent descending' },
            ])}
          />
        </Card>
        {list.isLoading ? <Spinner size="small" accessibilityLabel="Loading" /> : null}
        {duplicates.length === 0 ? (
          <NothingFound>{noRowsWords(view, 'people', 'No people.')}</NothingFound>
        ) : null}
        {duplicates.map((duplicate) => {
          const [{ id: one }, { id: other }] = duplicate.two;
          return (
            <EditArea key={`${one} ${other}`} needs="people.edit">
              <DuplicateCard
                duplicate={duplicate}
                isBusy={isBusy}
                onDecide={(intent) => decide(intent, one, other)}
                now={now}
                timeZone={timeZone}
                currency={currency}
              />
            </EditArea>
          );
        })}
        <ListPages list={list} hasMore={hasMore} />
      </BlockStack>
    </Page>
  );
}
