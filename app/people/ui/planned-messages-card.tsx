import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { senderPath } from '#app/journeys/page/sender-path.ts';
import { messageChannelOf } from '#app/messages/channels/registry.ts';
import type { PersonPlan, PersonPlannedMessage } from '#app/people/page/planned-messages.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

const NOTHING = 'None planned.';

const STATES = {
  planned: { tone: 'info', words: 'Planned' },
  deferred: { tone: 'attention', words: 'Sent later' },
  paused: { tone: 'read-only', words: 'Paused' },
  not_sent: { tone: 'warning', words: 'Will not be sent' },
} as const;

/** What a person gets next, what holds it back and why, after what is known now. */
export function PlannedMessagesCard({ plan, ...time }: PageTime & { plan: PersonPlan }) {
  const { messages, zone } = plan;
  const [next] = messages;
  return (
    <CollapsibleCard
      cardKey="planned"
      title="Planned messages"
      summary={next === undefined ? NOTHING : summaryOf(next, time.timeZone)}
    >
      {next === undefined ? (
        <Text as="p" tone="subdued">
          {`${NOTHING} Emails and banners of the next 28 days appear here with when they are due.`}
        </Text>
      ) : (
        <SubduedText>{`Quiet hours go by the time zone ${zone}.`}</SubduedText>
      )}
      <ShortList
        whole={`all ${String(messages.length)} planned messages`}
        items={messages.map((message) => ({
          key: message.key,
          content: <Planned {...time} message={message} />,
        }))}
      />
    </CollapsibleCard>
  );
}

function summaryOf({ message, at, state }: PersonPlannedMessage, timeZone: string): string {
  return at === null
    ? `${message}: ${STATES[state].words.toLowerCase()}`
    : `Next: ${message}, ${formatTime(at, timeZone)}`;
}

function Planned({ message: planned, ...time }: PageTime & { message: PersonPlannedMessage }) {
  const { message, channel, journeyKey, journey, at, state, notes } = planned;
  const { tone, words } = STATES[state];
  return (
    <BlockStack gap="050">
      <InlineStack gap="200">
        <Text as="span">{message}</Text>
        <Badge tone={tone}>{words}</Badge>
      </InlineStack>
      <SubduedText>
        {at === null ? null : (
          <>
            <RelativeTime {...time} at={at} />
            {` (${formatTime(at, time.timeZone)})`}
          </>
        )}
        {`${at === null ? '' : '. '}${messageChannelOf(channel).label}`}
        {journeyKey === null ? null : (
          <>
            {', '}
            <Link url={senderPath(journeyKey)} removeUnderline>
              {journey}
            </Link>
          </>
        )}
      </SubduedText>
      {notes.map((note) => (
        <SubduedText key={note}>{`${note}.`}</SubduedText>
      ))}
    </BlockStack>
  );
}
