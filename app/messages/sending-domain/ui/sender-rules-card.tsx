import {
  Badge,
  BlockStack,
  Card,
  InlineStack,
  Link,
  Text,
  type BadgeProps,
} from '@shopify/polaris';
import { formatAnd } from '#app/lib/format/list.ts';
import { formatDay } from '#app/lib/format/time.ts';
import { CardIntro } from '#app/ui/card-head.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { DomainPageData, ShownRule } from '../page/domain-page.ts';
import type { RuleState } from '../rules/sender-rule.ts';

const STATES: Record<RuleState, { tone: BadgeProps['tone']; text: string }> = {
  met: { tone: 'success', text: 'Met' },
  not_met: { tone: 'critical', text: 'Not met' },
  unknown: { tone: undefined, text: 'Not known' },
};

export type SenderRulesCardProps = Pick<DomainPageData, 'rules' | 'sources' | 'comparedOn'>;

/** What mailbox providers ask of bulk senders, and whether it is so. */
export function SenderRulesCard({ rules, sources, comparedOn }: SenderRulesCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <CardIntro
          title="Rules for bulk senders"
          text="Gmail, Yahoo and Microsoft ask this of those who send 5,000 emails a day, and act by it with fewer as well. Apple names no number."
        />
        {rules.map((rule) => (
          <RuleRow key={rule.asks} rule={rule} />
        ))}
        <BlockStack gap="100">
          <SubduedText>{`As known on ${formatDay(comparedOn)}, by the pages of the providers:`}</SubduedText>
          {sources.map(({ label, source, since }) => (
            <SubduedText key={label}>
              <Link url={source} target="_blank">
                {label}
              </Link>
              {`, since ${formatDay(since)}`}
            </SubduedText>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function RuleRow({ rule: { asks, providers, state, because, isRequired } }: { rule: ShownRule }) {
  const { tone, text } = STATES[state];
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Badge {...(tone && { tone })}>{text}</Badge>
        <Text as="h3" variant="headingSm">
          {asks}
        </Text>
      </InlineStack>
      <Text as="p">{because}</Text>
      <SubduedText>{`${isRequired ? 'Required' : 'Advised'} by ${formatAnd(providers)}`}</SubduedText>
    </BlockStack>
  );
}
