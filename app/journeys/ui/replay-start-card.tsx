import { useFetcher } from '@remix-run/react';
import { Banner, Button, FormLayout, InlineStack, Select } from '@shopify/polaris';
import { useState } from 'react';
import type { ReplayChoice } from '#app/journeys/page/replay-page.ts';
import type { ReplayAnswer } from '#app/journeys/replay/replay-outcome.ts';
import { REPLAY_DAYS } from '#app/journeys/replay/replay-record.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';

const PERIODS = REPLAY_DAYS.map((days) => {
  return { value: String(days), label: `Last ${formatCount(days, DAYS)}` };
});

const REFUSALS: Partial<Record<ReplayAnswer['outcome'], string>> = {
  gone: 'This version cannot be read any more. Reload the page and choose another.',
  busy: 'Up to 5 replays can run at once. Wait for one to finish, or cancel one.',
};

function refusalOf(answer: ReplayAnswer): string | undefined {
  return answer.outcome === 'not_replayable'
    ? `It cannot be replayed. ${answer.why}`
    : REFUSALS[answer.outcome];
}

/** Where what is to be replayed is chosen, and over which days. */
export function ReplayStartCard({ choices }: { choices: ReplayChoice[] }) {
  const fetcher = useFetcher<ReplayAnswer>();
  const [version, setVersion] = useState(choices[0]?.value ?? '');
  const [days, setDays] = useState('30');
  const refusal = fetcher.data ? refusalOf(fetcher.data) : undefined;
  const isChosen = choices.some(({ value }) => value === version);
  const start = () => {
    const chosen = isChosen ? version : (choices[0]?.value ?? '');
    fetcher.submit({ intent: 'start', days, version: chosen }, { method: 'post' });
  };
  return (
    <PlainCard title="Run over the past">
      {refusal === undefined ? null : (
        <Banner tone="warning">
          <p>{refusal}</p>
        </Banner>
      )}
      <FormLayout>
        <FormLayout.Group>
          <Select
            label="What to replay"
            options={choices}
            value={isChosen ? version : (choices[0]?.value ?? '')}
            onChange={setVersion}
          />
          <Select label="Period" options={PERIODS} value={days} onChange={setDays} />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack align="end">
        <Button
          variant="primary"
          loading={fetcher.state !== 'idle'}
          disabled={choices.length === 0}
          onClick={start}
        >
          Start replay
        </Button>
      </InlineStack>
    </PlainCard>
  );
}
