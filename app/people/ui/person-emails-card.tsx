import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { decisionsPath } from '#app/lib/decisions-path.ts';
import type { MailDecision } from '#app/people/page/person-history.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

const NOTHING = 'None scheduled so far.';

export type PersonEmailsCardProps = PageTime & { personId: string; decisions: MailDecision[] };

/** Why each email was sent to a person or was not, newest first. */
export function PersonEmailsCard({ personId, decisions, ...time }: PersonEmailsCardProps) {
  const [newest] = decisions;
  return (
    <CollapsibleCard
      cardKey="emails"
      title="Emails and why"
      summary={
        newest === undefined
          ? NOTHING
          : `Newest: ${newest.mail}, ${newest.outcome.toLowerCase()}. ${newest.reason}`
      }
    >
      {newest === undefined ? (
        <Text as="p" tone="subdued">
          {`${NOTHING} Each decision about one appears here with its reason.`}
        </Text>
      ) : null}
      <ShortList
        whole={`the ${String(decisions.length)} newest emails`}
        items={decisions.map((decision) => ({
          key: decision.id,
          content: <Decision {...time} decision={decision} />,
        }))}
      />
      <Link url={decisionsPath({ person: personId })}>Show all decisions about this person</Link>
    </CollapsibleCard>
  );
}

function Decision({ decision, ...time }: PageTime & { decision: MailDecision }) {
  const { mail, outcome, reason, isSent, at } = decision;
  return (
    <BlockStack gap="050">
      <InlineStack gap="200">
        <Text as="span">{mail}</Text>
        <Badge {...(isSent ? { tone: 'success' } : {})}>{outcome}</Badge>
      </InlineStack>
      <SubduedText>
        {`${reason}, `}
        <RelativeTime {...time} at={at} />
      </SubduedText>
    </BlockStack>
  );
}
