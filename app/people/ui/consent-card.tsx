import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { CONSENT_STATES, consentStateWords } from '#app/people/page/consent-words.ts';
import { consentSource } from '#app/journeys/page/reason-words.ts';
import type { PersonConsent } from '#app/people/page/person-consents.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

const CHANNELS = [
  { channel: 'email', name: 'Email', never: 'Never asked. Marketing email is not sent.' },
  { channel: 'sms', name: 'Text messages', never: 'Never asked. None are sent.' },
] as const;

export type PersonConsentCardProps = PageTime & {
  consents: PersonConsent[];
  /** What the person chose behind the unsubscribe link, in words. */
  choices: string[];
};

/** What holds for the address and the number of a person now, and everything else that they agreed to or refused. */
export function PersonConsentCard({ consents, choices, ...time }: PersonConsentCardProps) {
  return (
    <CollapsibleCard cardKey="consent" title="Consent and its proof" summary={summaryOf(consents)}>
      {CHANNELS.map(({ channel, name, never }) => (
        <Channel
          key={channel}
          {...time}
          name={name}
          never={never}
          consents={consents.filter((consent) => consent.channel === channel)}
        />
      ))}
      {choices.length === 0 ? null : (
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            Choices
          </Text>
          {choices.map((choice) => (
            <Text as="p" key={choice}>
              {choice}
            </Text>
          ))}
        </BlockStack>
      )}
    </CollapsibleCard>
  );
}

function summaryOf(consents: PersonConsent[]): string {
  return CHANNELS.map(({ channel, name }) => {
    const current = consents.find((one) => one.channel === channel && one.isCurrent);
    return `${name}: ${current ? consentStateWords(current.state).toLowerCase() : 'never asked'}`;
  }).join(', ');
}

type ChannelProps = PageTime & { name: string; never: string; consents: PersonConsent[] };

function Channel({ name, never, consents, ...time }: ChannelProps) {
  const current = consents.find(({ isCurrent }) => isCurrent);
  const earlier = consents.filter((consent) => consent !== current);
  return (
    <BlockStack gap="150">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        {current ? <StateBadge state={current.state} /> : null}
      </InlineStack>
      {current ? <Proof {...time} consent={current} /> : <SubduedText>{never}</SubduedText>}
      <ShortList
        whole={`all ${String(earlier.length)} others`}
        few={current ? 0 : 1}
        items={earlier.map((consent) => ({
          key: consent.id,
          content: (
            <BlockStack gap="050">
              <div>
                <StateBadge state={consent.state} />
              </div>
              <Proof {...time} consent={consent} />
            </BlockStack>
          ),
        }))}
      />
    </BlockStack>
  );
}

function StateBadge({ state }: { state: string }) {
  const tone = CONSENT_STATES[state]?.tone;
  return <Badge {...(tone ? { tone } : {})}>{consentStateWords(state)}</Badge>;
}

function Proof({ consent, ...time }: PageTime & { consent: PersonConsent }) {
  const { address, source, page, wording, at, seq, holds } = consent;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <BlockStack gap="050">
        {address === null ? null : <SubduedText>{address}</SubduedText>}
        <SubduedText>
          <RelativeTime {...time} at={at} />
          {source === null ? null : `, from: ${consentSource(source)}`}
        </SubduedText>
        {page === null ? null : <SubduedText>{`On ${page}`}</SubduedText>}
        {wording === null ? null : <SubduedText>{`“${wording}”`}</SubduedText>}
        {holds ? (
          <SubduedText>{`Proof no. ${String(seq)}, unchanged since it was written`}</SubduedText>
        ) : (
          <Text as="p" variant="bodySm" tone="critical">
            {`Proof no. ${String(seq)} is not as it was written. `}
            <Button variant="plain" url="/app/settings/proofs">
              Check all proofs
            </Button>
          </Text>
        )}
      </BlockStack>
    </div>
  );
}
