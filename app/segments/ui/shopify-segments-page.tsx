import { useFetcher, useSearchParams } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { readListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import type { ShopifyChoiceOutcome } from '#app/segments/shopify-segments.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import {
  SHOPIFY_SEGMENT_SORTS,
  ShopifySegmentsCard,
  type ShopifySegmentLine,
} from './shopify-segments-card.tsx';

export type ShopifySegmentsPageProps = {
  live: Live;
  lines: ShopifySegmentLine[];
  /** Why Shopify's segments cannot be read; null when they could be. */
  failure: string | null;
  /** How many may be used at most. */
  most: number;
  now: number;
  timeZone: string;
};

const OUTCOME_TEXTS = {
  saved: 'Saved. Their members are being read',
  too_many: 'Too many segments are chosen',
  away: 'Shopify did not answer. Try again',
};

function choiceToast(answer: ShopifyChoiceOutcome): OutcomeToast {
  if (answer.outcome === 'asked')
    return { text: `Not saved: ${answer.by.join(', ')} uses ${answer.name}`, isError: true };
  return { text: OUTCOME_TEXTS[answer.outcome], isError: answer.outcome !== 'saved' };
}

const FAILURE_TEXTS: Record<string, string> = {
  denied:
    'The permission to read customers is missing. Open Tendril again from the list of apps and accept it.',
  throttled: 'Shopify is busy. Try again in a minute.',
};

/** The segments of Shopify's, to choose those that conditions may use, for those who may share segments. */
export function ShopifySegmentsPage(props: ShopifySegmentsPageProps) {
  const { live, lines, failure, most, now, timeZone } = props;
  const [params] = useSearchParams();
  const list = useListParams(
    readListView(params, SHOPIFY_SEGMENT_SORTS, { direction: 'ascending' }),
  );
  const fetcher = useFetcher<ShopifyChoiceOutcome>();
  useOutcomeToast(fetcher, choiceToast);
  const { state, submit } = fetcher;
  const isReading = lines.some(({ used }) => used !== null && used.readAt === null);
  useLive(live, isReading && state === 'idle');
  return (
    <Page
      title="Shopify segments"
      subtitle="Use membership in Shopify’s segments as a condition in yours."
      backAction={{ content: 'Segments', url: '/app/segments' }}
    >
      <BlockStack gap="400">
        {failure === null ? null : (
          <Banner tone="critical" title="Shopify’s segments cannot be read now">
            <p>
              {FAILURE_TEXTS[failure] ?? 'Shopify gave no usable answer. Try again in a minute.'}
            </p>
          </Banner>
        )}
        {lines.length === 0 ? (
          failure === null ? (
            <EmptyState heading="There are no segments in Shopify">
              Create one under Customers, Segments in the Shopify admin.
            </EmptyState>
          ) : null
        ) : (
          <ShopifySegmentsCard
            lines={lines}
            list={list}
            most={most}
            isBusy={state !== 'idle'}
            onSave={(ids) => void submit({ ids: ids.join(',') }, { method: 'post' })}
            now={now}
            timeZone={timeZone}
          />
        )}
      </BlockStack>
    </Page>
  );
}
