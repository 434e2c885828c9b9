import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Text,
  type BadgeProps,
} from '@shopify/polaris';
import type { SenderPage } from '#app/messages/sender/sender-page.ts';
import type { DomainState, RecordFinding } from '#app/messages/sender/sending-domain.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';

const STATES: Record<DomainState, { tone: BadgeProps['tone']; text: string }> = {
  unproven: { tone: 'attention', text: 'Not verified' },
  proven: { tone: 'success', text: 'Verified' },
  failing: { tone: 'critical', text: 'Records missing' },
};
const FINDINGS: Record<RecordFinding, { tone: BadgeProps['tone']; text: string }> = {
  found: { tone: 'success', text: 'Found' },
  missing: { tone: 'attention', text: 'Not found' },
  different: { tone: 'critical', text: 'Different value' },
  several: { tone: 'critical', text: 'More than one record' },
  unreachable: { tone: 'warning', text: 'DNS did not answer' },
};

export type SenderDomainProps = {
  sender: SenderPage;
  isBusy: boolean;
  onCheck: () => void;
  now: number;
  timeZone: string;
};

/** Which address emails leave from, and how the shop's own domain comes to be it. */
export function SenderDomainCard(props: SenderDomainProps) {
  const { sender } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="p">{`Emails leave from ${sender.from}.`}</Text>
          {sender.replyTo === null ? null : (
            <Text as="p">{`Replies go to ${sender.replyTo}.`}</Text>
          )}
        </BlockStack>
        <DomainPart {...props} />
      </BlockStack>
    </Card>
  );
}

function DomainPart(props: SenderDomainProps) {
  const { domain } = props.sender;
  switch (domain.kind) {
    case 'no_sender':
      return (
        <Text as="p" tone="subdued">
          Save a sender email address of your own domain to send from it.
        </Text>
      );
    case 'never':
      return (
        <Text as="p" tone="subdued">
          Anyone can get an address like yours, so emails cannot leave from it. Use an address of
          your own domain to change that.
        </Text>
      );
    case 'not_offered':
      return (
        <Text as="p" tone="subdued">
          Sending from your own domain is not set up for this app. Ask the operator of the app.
        </Text>
      );
    case 'wanted':
      return <WantedDomain {...props} domain={domain} />;
  }
}

type WantedProps = SenderDomainProps & {
  domain: SenderPage['domain'] & { kind: 'wanted' };
};

function WantedDomain({ domain, isBusy, onCheck, now, timeZone }: WantedProps) {
  const { tone, text } = STATES[domain.state];
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {domain.name}
        </Text>
        <Badge {...(tone && { tone })}>{text}</Badge>
      </InlineStack>
      <Text as="p">
        {domain.state === 'proven'
          ? 'Keep these records. Without them, emails leave from the address of this app again.'
          : 'Add both records where you manage the domain. Emails leave from your address once they are found.'}
      </Text>
      {domain.records.map((record) => (
        <DomainRecord key={record.purpose} record={record} />
      ))}
      <InlineStack gap="300" blockAlign="center">
        <Button onClick={onCheck} loading={isBusy}>
          Check records
        </Button>
        <Text as="span" tone="subdued">
          {domain.checkedAt === null ? (
            'Not checked yet'
          ) : (
            <>
              {'Checked '}
              <RelativeTime at={domain.checkedAt} now={now} timeZone={timeZone} />
            </>
          )}
        </Text>
      </InlineStack>
    </>
  );
}

function DomainRecord({ record }: { record: WantedProps['domain']['records'][number] }) {
  const finding = record.finding === null ? null : FINDINGS[record.finding];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h4" variant="headingXs">
          {`${record.purpose} (${record.type} record)`}
        </Text>
        {finding ? (
          <Badge {...(finding.tone && { tone: finding.tone })}>{finding.text}</Badge>
        ) : null}
      </InlineStack>
      <RecordText label="Name" text={record.name} />
      <RecordText label="Value" text={record.value} />
      {record.purpose === 'SPF' ? (
        <Text as="p" tone="subdued">
          {`A domain has one SPF record. If yours exists, add ${includeOf(record.value)} to it.`}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function RecordText({ label, text }: { label: string; text: string }) {
  return (
    <Box background="bg-surface-secondary" padding="200" borderRadius="200">
      <Text as="p" breakWord>
        <Text as="span" tone="subdued">{`${label}: `}</Text>
        <code>{text}</code>
      </Text>
    </Box>
  );
}

function includeOf(spf: string): string {
  return spf.split(' ').find((term) => term.startsWith('include:')) ?? spf;
}
