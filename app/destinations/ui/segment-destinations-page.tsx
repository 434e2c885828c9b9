import { useFetcher } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { useMay } from '#app/access/ui/use-may.ts';
import type {
  DestinationsOutcome,
  SegmentDestinations,
} from '#app/destinations/segment-destinations.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { AdFileCard } from './ad-file-card.tsx';
import { ExportCard, TagCard } from './destination-cards.tsx';

export type SegmentDestinationsPageProps = {
  live: Live;
  segmentKey: string;
  destinations: SegmentDestinations;
  now: number;
  timeZone: string;
};

/** Where a segment is used outside Tendril: as a tag, as a segment of Shopify's, and in a file for ads. */
export function SegmentDestinationsPage(props: SegmentDestinationsPageProps) {
  const { live, segmentKey, destinations, now, timeZone } = props;
  const fetcher = useFetcher<DestinationsOutcome>();
  useOutcomeToast(fetcher, destinationsToast);
  const { data, state, submit } = fetcher;
  const isBusy = state !== 'idle';
  const may = useMay();
  useLive(live, !isBusy);
  const send = (form: Record<string, string>) => submit(form, { method: 'post' });
  return (
    <Page
      title="Destinations"
      subtitle={destinations.name}
      backAction={{ content: destinations.name, url: `/app/segments/${segmentKey}` }}
    >
      <BlockStack gap="400">
        <TagCard
          destinations={destinations}
          isBusy={isBusy}
          error={data?.error ?? null}
          onSync={(name) => void send({ intent: 'keep_tag', name })}
          onEnd={() => void send({ intent: 'end_tag' })}
        />
        <ExportCard
          destinations={destinations}
          isBusy={isBusy}
          onExport={(how) => void send({ intent: 'export', how })}
          now={now}
          timeZone={timeZone}
        />
        {may('people.export') ? <AdFileCard segmentKey={segmentKey} /> : null}
      </BlockStack>
    </Page>
  );
}

function destinationsToast({ said }: DestinationsOutcome): OutcomeToast | null {
  return said === null ? null : { text: said };
}
