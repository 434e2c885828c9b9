import { Badge, BlockStack, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { consentSource } from '#app/insights/reason-words.ts';
import type { Consent } from '#app/insights/person-consents.server.ts';
import { RelativeTime } from './relative-time.tsx';

type Time = { now: number; timeZone: string };

const BADGES: Record<string, { tone?: 'success' | 'warning'; text: string }> = {
  subscribed: { tone: 'success', text: 'Subscribed' },
  unsubscribed: { tone: 'warning', text: 'Unsubscribed' },
  pending: { text: 'Waiting for confirmation' },
  not_subscribed: { text: 'Not subscribed' },
  invalid: { tone: 'warning', text: 'Address does not work' },
  redacted: { text: 'Erased' },
};

const CHANNELS = [
  { channel: 'email', name: 'E-mail', never: 'Never asked. Marketing mail is not sent.' },
  { channel: 'sms', name: 'Text messages', never: 'Never asked. None are sent.' },
] as const;

/** What holds for the address and the number of a person now, and everything else that they agreed to or refused. */
export function ConsentCard({ consents, ...time }: Time & { consents: Consent[] }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Consent and its proof
        </Text>
        {CHANNELS.map(({ channel, name, never }) => (
          <Channel
            key={channel}
            name={name}
            never={never}
            consents={consents.filter((consent) => consent.channel === channel)}
            {...time}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

type ChannelProps = Time & { name: string; never: string; consents: Consent[] };

function Channel({ name, never, consents, ...time }: ChannelProps) {
  const current = consents.find(({ isCurrent }) => isCurrent);
  const earlier = consents.filter((consent) => consent !== current);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  return (
    <BlockStack gap="150">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        {current ? <StateBadge state={current.state} /> : null}
      </InlineStack>
      {current ? <Proof consent={current} {...time} /> : <Quiet>{never}</Quiet>}
      {earlier.length === 0 ? null : (
        <div>
          <Button
            variant="plain"
            disclosure={isOpen ? 'up' : 'down'}
            onClick={() => setIsOpen(!isOpen)}
            ariaExpanded={isOpen}
            ariaControls={id}
          >
            {`Show ${String(earlier.length)} more`}
          </Button>
        </div>
      )}
      <Collapsible id={id} open={isOpen}>
        <BlockStack gap="300">
          {earlier.map((consent) => (
            <BlockStack key={consent.id} gap="050">
              <div>
                <StateBadge state={consent.state} />
              </div>
              <Proof consent={consent} {...time} />
            </BlockStack>
          ))}
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}

function StateBadge({ state }: { state: string }) {
  const { tone, text } = BADGES[state] ?? { text: state };
  return <Badge tone={tone}>{text}</Badge>;
}

function Proof({ consent, ...time }: Time & { consent: Consent }) {
  const { address, source, page, wording, at, seq, holds } = consent;
  return (
    <BlockStack gap="050">
      {address === null ? null : <Quiet>{address}</Quiet>}
      <Quiet>
        <RelativeTime at={at} {...time} />
        {source === null ? null : `, told by: ${consentSource(source)}`}
      </Quiet>
      {page === null ? null : <Quiet>{`On ${page}`}</Quiet>}
      {wording === null ? null : <Quiet>{`“${wording}”`}</Quiet>}
      {holds ? (
        <Quiet>{`Proof no. ${String(seq)}, unchanged since it was written`}</Quiet>
      ) : (
        <Text as="p" variant="bodySm" tone="critical">
          {`Proof no. ${String(seq)} is not as it was written. `}
          <Button variant="plain" url="/app/settings/proofs">
            Check all proofs
          </Button>
        </Text>
      )}
    </BlockStack>
  );
}

function Quiet({ children }: { children: React.ReactNode }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text as="p" variant="bodySm" tone="subdued">
        {children}
      </Text>
    </div>
  );
}
