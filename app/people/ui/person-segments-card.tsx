import { BlockStack, Link, Text } from '@shopify/polaris';
import { namesInBrief } from '#app/people/page/names-in-brief.ts';
import type { PersonSegment } from '#app/people/page/person-segments.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

const NOTHING = 'In no segment now.';

/** The segments a person is in with the conditions of each, and those the person has left. */
export function PersonSegmentsCard({
  segments,
  ...time
}: PageTime & { segments: PersonSegment[] }) {
  const current = segments.filter(({ leftAt }) => leftAt === null);
  const left = segments.filter(({ leftAt }) => leftAt !== null);
  const items = (some: PersonSegment[]) =>
    some.map((segment) => ({
      key: segment.key,
      content: <Entry {...time} segment={segment} />,
    }));
  return (
    <CollapsibleCard
      cardKey="segments"
      title="Segments"
      summary={namesInBrief(current.map(({ name }) => name)) ?? NOTHING}
    >
      {current.length === 0 ? (
        <Text as="p" tone="subdued">
          {NOTHING}
        </Text>
      ) : null}
      <ShortList whole={`all ${String(current.length)} segments`} items={items(current)} />
      {left.length > 0 ? (
        <Text as="h3" variant="headingSm">
          Left
        </Text>
      ) : null}
      <ShortList whole={`all ${String(left.length)} that were left`} items={items(left)} />
    </CollapsibleCard>
  );
}

type EntryProps = PageTime & { segment: PersonSegment };

function Entry({ segment: { key, name, words, enteredAt, leftAt }, ...time }: EntryProps) {
  return (
    <BlockStack gap="050">
      <Text as="p">
        {words === null ? name : <Link url={`/app/segments/${key}`}>{name}</Link>}{' '}
        <Text as="span" tone="subdued">
          {leftAt === null ? 'since ' : 'until '}
          <RelativeTime {...time} at={leftAt ?? enteredAt} />
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
