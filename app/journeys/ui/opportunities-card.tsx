import { useFetcher } from '@remix-run/react';
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  InlineStack,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import type { Opportunity } from '#app/journeys/coverage/opportunities.ts';
import type { RankingOutcome } from '#app/journeys/coverage/ranking-outcome.ts';
import type { CoveragePageData } from '#app/journeys/page/coverage-page.ts';
import { DAYS, formatCount, ORDERS, PEOPLE, type Countable } from '#app/lib/format/count.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatPartOf } from '#app/lib/format/share.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { AddJourneyButton } from './gap-fills.tsx';
import type { AddingJourney } from './use-adding-journey.ts';

export type OpportunitiesCardProps = PageTime &
  Pick<CoveragePageData, 'ranking' | 'rankable' | 'unrankable'> & {
    currency: string;
    /** What puts journeys into use; null for staff who may not, who cannot rank either. */
    adding: AddingJourney | null;
  };

const EMAILS: Countable = { one: 'email', many: 'emails' };
const JOURNEYS: Countable = { one: 'journey', many: 'journeys' };

/** Which gap would meet the most revenue: each journey that fills one, replayed on the history of the shop. */
export function OpportunitiesCard(props: OpportunitiesCardProps) {
  const { ranking, rankable, unrankable, currency, adding, now, timeZone } = props;
  const fetcher = useFetcher<RankingOutcome>();
  const isBusy = fetcher.state !== 'idle';
  const send = (intent: 'rank' | 'cancel') => fetcher.submit({ intent }, { method: 'post' });
  return (
    <PlainCard title="Ranked opportunities">
      <SubduedText>
        Each journey that fills a gap is replayed over the last 90 days of your store; nothing is
        sent. Revenue is that of orders which its people placed within 5 days after an email that
        they would have got. They placed them without it: it says what a message could have met, and
        is no promise. The range is where 9 of 10 draws of other people like yours lie. An order may
        count for several journeys.
      </SubduedText>
      {fetcher.data?.outcome === 'nothing_to_rank' ? (
        <Banner>
          <p>No gap has a journey in the gallery that can be replayed.</p>
        </Banner>
      ) : null}
      {ranking?.isRunning ? (
        <RankingProgress
          ranking={ranking}
          isBusy={isBusy}
          onCancel={adding && (() => send('cancel'))}
        />
      ) : null}
      {ranking ? (
        <>
          <SubduedText>
            {`Last ${formatCount(ranking.days, DAYS)}, requested `}
            <RelativeTime at={ranking.requestedAt} now={now} timeZone={timeZone} />
            {ranking.isCancelled
              ? '. Cancelled: figures are of the people replayed until then'
              : ''}
          </SubduedText>
          <StackedTable
            name={{ singular: 'opportunity', plural: 'opportunities' }}
            headings={['Journey', 'Stage', 'Would have met', 'Revenue', 'Range', 'Status']}
            rows={ranking.opportunities.map((one) => ({
              id: one.key,
              cells: opportunityCells(one, currency, adding),
            }))}
          />
        </>
      ) : null}
      {ranking === null || ranking.unmet.length === 0 ? null : (
        <SubduedText>
          {`Not ranked, because nothing that starts them is stored of these days yet: ${ranking.unmet.map(({ name }) => name).join(', ')}.`}
        </SubduedText>
      )}
      {unrankable.length === 0 ? null : (
        <SubduedText>
          {`Not ranked, because when they would have started is not stored: ${unrankable.map(({ name }) => name).join(', ')}.`}
        </SubduedText>
      )}
      {adding && !ranking?.isRunning ? (
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <SubduedText as="span">
            {rankable === 0
              ? 'No gap has a journey in the gallery that can be replayed.'
              : `${formatCount(rankable, JOURNEYS)} can be ranked.`}
          </SubduedText>
          <Button loading={isBusy} disabled={rankable === 0} onClick={() => send('rank')}>
            {ranking ? 'Rank again' : 'Rank opportunities'}
          </Button>
        </InlineStack>
      ) : null}
    </PlainCard>
  );
}

type RankingProgressProps = {
  ranking: NonNullable<CoveragePageData['ranking']>;
  isBusy: boolean;
  /** Null for staff who may not. */
  onCancel: (() => void) | null;
};

function RankingProgress({ ranking, isBusy, onCancel }: RankingProgressProps) {
  const { opportunities, unmet, peopleDone, progress } = ranking;
  const over = unmet.length + opportunities.filter(({ state }) => state !== 'running').length;
  const done = `${formatPartOf(over, unmet.length + opportunities.length)} journeys, ${formatCount(peopleDone, PEOPLE)} replayed`;
  return (
    <BlockStack gap="200">
      <ProgressBar progress={100 * progress} size="small" ariaLabelledBy="ranking-progress" />
      <InlineStack align="space-between" blockAlign="center">
        <div id="ranking-progress">
          <Text as="p" tone="subdued">
            {done}
          </Text>
        </div>
        {onCancel ? (
          <Button loading={isBusy} onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}

function opportunityCells(one: Opportunity, currency: string, adding: AddingJourney | null) {
  const { key, name, stage, state, entered, sent, orders, minor, low, high } = one;
  const met = `${formatCount(entered, PEOPLE)}, ${formatCount(sent, EMAILS)}, ${formatCount(orders, ORDERS)}`;
  const isReplayed = state === 'done' || state === 'cancelled';
  return [
    name,
    stage,
    isReplayed ? met : '',
    isReplayed ? formatMoney(minor, currency) : '',
    isReplayed ? `${formatMoney(low, currency)} to ${formatMoney(high, currency)}` : '',
    <OpportunityStatus key={key} one={one} adding={adding} />,
  ];
}

function OpportunityStatus({ one, adding }: { one: Opportunity; adding: AddingJourney | null }) {
  const { key, name, state, isLive } = one;
  if (isLive) return <Badge tone="success">Running</Badge>;
  if (state === 'running') return <Badge tone="info">Replaying</Badge>;
  if (state === 'failed') return <Badge tone="critical">Could not be replayed</Badge>;
  return adding ? <AddJourneyButton journeyKey={key} name={name} adding={adding} /> : null;
}
