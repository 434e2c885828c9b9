import { Badge, BlockStack, Card, InlineStack, Link, Spinner, Text } from '@shopify/polaris';
import { personName } from '#app/profiles/person-name.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import { GradeBadge } from '#app/scoring/ui/grade-badge.tsx';
import { sentence } from './segment-cards.tsx';
import type { LiveCount, Uncounted } from './use-live-count.ts';

export type LiveCountCardProps = { answer: LiveCount | undefined; isStale: boolean };

const UNCOUNTED: Record<Uncounted, string> = {
  failed: 'It could not be counted just now. Change something to count again.',
  too_slow:
    'Counting took longer than 5 seconds and was stopped. Remove some conditions, or use fewer products and segments. You can still save it.',
  superseded: 'Newer counts of your store took its place. Change something to count again.',
  busy: 'Many counts are running. Wait a moment, then change something to count again.',
};

/** Who would be in, while the conditions are still being chosen. */
export function LiveCountCard({ answer, isStale }: LiveCountCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Members
          </Text>
          {isStale ? (
            <Spinner size="small" accessibilityLabel="Counting" />
          ) : answer?.outcome === 'counted' ? (
            <Badge>Exact</Badge>
          ) : null}
        </InlineStack>
        <div aria-live="polite">
          <Counted answer={answer} />
        </div>
      </BlockStack>
    </Card>
  );
}

function Counted({ answer }: { answer: LiveCount | undefined }) {
  if (!answer) return <Text as="p">Counting…</Text>;
  if (answer.outcome === 'refused') {
    return (
      <Text as="p" tone="subdued">
        Complete every condition to see the members.
      </Text>
    );
  }
  if (answer.outcome !== 'counted') return <Text as="p">{UNCOUNTED[answer.outcome]}</Text>;
  const { count, people, words, sample } = answer;
  return (
    <BlockStack gap="300">
      <Text as="p" variant="headingXl" numeric>
        {formatCount(count, PEOPLE)}
      </Text>
      <Text as="p" tone="subdued">
        {`${formatShareOf(count, people)} of ${formatNumber(people)}`}
      </Text>
      <BlockStack gap="100">
        <Text as="h3" variant="headingSm">
          In plain words
        </Text>
        <div style={{ overflowWrap: 'anywhere' }}>{sentence(words)}</div>
      </BlockStack>
      {sample.length === 0 ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {sample.length < count ? 'Some of them' : 'They are'}
          </Text>
          {sample.map((person) => (
            <InlineStack key={person.id} align="space-between" gap="200">
              <Link url={`/app/people/${person.id}`} removeUnderline>
                {personName(person)}
              </Link>
              <GradeBadge grade={person.grade} score={person.score} band={person.band} />
            </InlineStack>
          ))}
        </BlockStack>
      )}
    </BlockStack>
  );
}
