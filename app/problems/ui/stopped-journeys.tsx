import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { ListedStop } from '#app/journey-watch/journey-stop.ts';
import { stopAdvice, stopPath, stopReason, stopTitle } from '#app/journey-watch/stop-words.ts';
import type { ProblemKind } from './problem-kind.ts';

/** Journeys that stopped without a word, those that go on again as well. */
export const STOPPED_JOURNEYS: ProblemKind<ListedStop> = {
  name: { singular: 'stop', plural: 'stops' },
  empty: {
    heading: 'No journey has stopped',
    text: 'Each live journey is compared with what is usual at this hour of the week, and a seed shopper walks it once a day. What stops is listed here with the reason.',
  },
  searchHint: 'Journey',
  columns: [
    { title: 'What', cell: (stop) => <StopTitle stop={stop} /> },
    { title: 'Why, and what to do', cell: (stop) => <StopWhy stop={stop} /> },
  ],
  time: { title: 'Noticed', at: ({ noticedAt }) => noticedAt },
  actions: (stop) => {
    const what = stopTitle(stop);
    const dismiss = {
      content: 'Dismiss',
      label: `Dismiss: ${what}`,
      intent: 'dismiss_stop',
    } as const;
    if (stop.resolvedAt !== null) return [dismiss];
    if (stop.snoozedUntil !== null)
      return [
        { content: 'Show again', label: `Show again: ${what}`, intent: 'show_stop' },
        dismiss,
      ];
    return [
      { content: 'Snooze for a day', label: `Snooze for a day: ${what}`, intent: 'snooze_stop' },
      dismiss,
    ];
  },
};

function StopTitle({ stop }: { stop: ListedStop }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Link url={stopPath(stop)}>{stopTitle(stop)}</Link>
      {stop.resolvedAt === null ? null : <Badge tone="success">Resolved</Badge>}
      {stop.resolvedAt === null && stop.snoozedUntil !== null ? <Badge>Snoozed</Badge> : null}
    </InlineStack>
  );
}

function StopWhy({ stop }: { stop: ListedStop }) {
  return (
    <BlockStack>
      <Text as="p">{stopReason(stop)}</Text>
      {stop.resolvedAt === null ? (
        <Text as="p" tone="subdued">
          {stopAdvice(stop)}
        </Text>
      ) : null}
    </BlockStack>
  );
}
