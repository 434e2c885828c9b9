import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import type { PersonSegment } from '#app/insights/person-segments.server.ts';
import { RelativeTime } from './relative-time.tsx';

type PersonSegmentsCardProps = { segments: PersonSegment[]; now: number; timeZone: string };

/** The segments a person is in with the question of each, and those the person has left. */
export function PersonSegmentsCard({ segments, ...time }: PersonSegmentsCardProps) {
  const current = segments.filter(({ leftAt }) => leftAt === null);
  const left = segments.filter(({ leftAt }) => leftAt !== null);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Segments
        </Text>
        {current.length === 0 ? (
          <Text as="p" tone="subdued">
            In no segment at the moment.
          </Text>
        ) : (
          current.map((segment) => <Entry key={segment.key} segment={segment} {...time} />)
        )}
        {left.length > 0 ? (
          <Text as="h3" variant="headingSm">
            Left
          </Text>
        ) : null}
        {left.map((segment) => (
          <Entry key={segment.key} segment={segment} {...time} />
        ))}
      </BlockStack>
    </Card>
  );
}

type EntryProps = { segment: PersonSegment; now: number; timeZone: string };

function Entry({ segment: { key, name, words, enteredAt, leftAt }, ...time }: EntryProps) {
  return (
    <BlockStack gap="050">
      <Text as="p">
        {words === null ? name : <Link url={`/app/segments/${key}`}>{name}</Link>}{' '}
        <Text as="span" tone="subdued">
          {leftAt === null ? 'since ' : 'until '}
          <RelativeTime at={leftAt ?? enteredAt} {...time} />
        </Text>
      </Text>
      {words === null ? null : (
        <Text as="p" tone="subdued" variant="bodySm">
          {words}
        </Text>
      )}
    </BlockStack>
  );
}
