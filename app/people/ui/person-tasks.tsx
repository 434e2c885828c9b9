import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useMay } from '#app/access/ui/use-may.ts';
import type { PersonPage } from '#app/people/page/person-page.ts';
import { personTasks } from '#app/people/page/person-tasks.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';

export type PersonTasksProps = PageTime & Pick<PersonPage, 'open' | 'glance' | 'stage'>;

/** What to do about a person now, the most urgent first. */
export function PersonTasks({ open, glance, stage, ...time }: PersonTasksProps) {
  const may = useMay();
  return (
    <BlockStack gap="100">
      <Text as="h2" variant="headingSm">
        What to do
      </Text>
      <ul
        style={{
          display: 'grid',
          gap: 'var(--p-space-100)',
          listStyle: 'none',
          margin: 0,
          padding: 0,
        }}
      >
        {personTasks(open, glance, stage, formatMoney).map(({ key, text, at, link }) => (
          <li key={key}>
            <InlineStack gap="200">
              <Text as="span">
                {text}
                {at === null ? null : (
                  <>
                    {' '}
                    <RelativeTime {...time} at={at} />
                  </>
                )}
              </Text>
              {link !== null && may(link.needs) ? <Link url={link.url}>{link.content}</Link> : null}
            </InlineStack>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
