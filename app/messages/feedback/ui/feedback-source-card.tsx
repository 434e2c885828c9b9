import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { actorName } from '#app/audit/actor-name.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { useOutcomeToast } from '#app/ui/use-outcome-toast.ts';
import {
  FEEDBACK_PROVIDERS,
  feedbackProviderOf,
  PROVIDER_WORDS,
  type FeedbackProvider,
} from '../feedback-providers.ts';
import type { ShownFeedbackSource } from '../feedback-source.ts';
import type { SourceOutcome } from '../save-source.ts';

const OUTCOME_TEXTS: Record<SourceOutcome['outcome'], string> = {
  connected: 'Provider connected',
  disconnected: 'Provider disconnected',
  not_connected: 'This provider is not connected',
  unusable_secret: 'This does not look like the secret of this provider',
};

export type FeedbackSourceCardProps = PageTime & {
  sources: ShownFeedbackSource[];
  address: string;
  staffId: string;
};

/** The providers that report, and a way to connect one. */
export function FeedbackSourceCard({
  sources,
  address,
  staffId,
  ...time
}: FeedbackSourceCardProps) {
  const fetcher = useFetcher<SourceOutcome>();
  useOutcomeToast(fetcher, ({ outcome }) => ({
    text: OUTCOME_TEXTS[outcome],
    isError: outcome === 'unusable_secret',
  }));
  const [provider, setProvider] = useState<FeedbackProvider>('ses');
  const [secret, setSecret] = useState('');
  const words = PROVIDER_WORDS[provider];
  const made = fetcher.data?.outcome === 'connected' ? fetcher.data.secret : null;
  return (
    <Card>
      <BlockStack gap="400">
        <CardIntro
          title="Providers"
          text="Your email provider reports bounces and complaints to Tendril. Choose it, paste the address there and enter its secret here."
        />
        {made === null ? null : <MadeSecretBanner value={made} />}
        {sources.length === 0 ? <Text as="p">No provider connected yet.</Text> : null}
        {sources.map((source) => (
          <SourceRow
            key={source.provider}
            {...time}
            source={source}
            staffId={staffId}
            isBusy={fetcher.state !== 'idle'}
            onEnd={() =>
              fetcher.submit(
                { intent: 'disconnect', provider: source.provider },
                { method: 'post' },
              )
            }
          />
        ))}
        <EditArea needs="keys.edit">
          <BlockStack gap="300">
            <Select
              label="Provider"
              options={FEEDBACK_PROVIDERS.map((value) => ({
                value,
                label: PROVIDER_WORDS[value].label,
              }))}
              value={provider}
              onChange={(value) => setProvider(feedbackProviderOf(value) ?? provider)}
              helpText={words.help}
            />
            <TextField
              label="Address to paste at the provider"
              value={`${address}/${provider}`}
              readOnly
              selectTextOnFocus
              autoComplete="off"
            />
            {words.isOurs ? null : (
              <TextField
                label={words.secret}
                value={secret}
                onChange={setSecret}
                autoComplete="off"
              />
            )}
            <InlineStack>
              <Button
                loading={fetcher.state !== 'idle'}
                onClick={() => {
                  fetcher.submit({ intent: 'connect', provider, secret }, { method: 'post' });
                  setSecret('');
                }}
              >
                {words.isOurs ? 'Create secret' : 'Save secret'}
              </Button>
            </InlineStack>
          </BlockStack>
        </EditArea>
      </BlockStack>
    </Card>
  );
}

type SourceRowProps = PageTime & {
  source: ShownFeedbackSource;
  staffId: string;
  isBusy: boolean;
  onEnd: () => void;
};

function SourceRow({ source, staffId, isBusy, onEnd, ...time }: SourceRowProps) {
  const { label, secret } = PROVIDER_WORDS[source.provider];
  return (
    <InlineStack align="space-between" gap="200">
      <BlockStack gap="050">
        <Text as="p" fontWeight="semibold">
          {label}
        </Text>
        <SubduedText>
          {`${secret} ending in ${source.hint}, set by ${actorName(source.changedBy, staffId)}. `}
          {source.receivedAt === null ? (
            'Nothing received yet.'
          ) : (
            <>
              {'Last event received '}
              <RelativeTime {...time} at={source.receivedAt} />
            </>
          )}
        </SubduedText>
      </BlockStack>
      <EditArea needs="keys.edit">
        <Button
          tone="critical"
          variant="plain"
          disabled={isBusy}
          onClick={onEnd}
          accessibilityLabel={`Disconnect ${label}`}
        >
          Disconnect
        </Button>
      </EditArea>
    </InlineStack>
  );
}

/** A secret that was made, this once. */
function MadeSecretBanner({ value }: { value: string }) {
  return (
    <Banner tone="success" title="Copy the secret now: it is shown only this once">
      <TextField label="Secret" value={value} readOnly selectTextOnFocus autoComplete="off" />
    </Banner>
  );
}
