import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  Text,
} from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { Candidate, ListedDuplicate } from '#app/people/page/list-duplicates.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';

export type DuplicateCardProps = {
  duplicate: ListedDuplicate;
  onDecide: (decision: 'same' | 'two') => void;
  isBusy: boolean;
  now: number;
  timeZone: string;
  currency: string;
};

/** The fields in which two profiles are compared. */
const COMPARED = [
  ['Name', 'name'],
  ['Email', 'email'],
  ['Phone', 'phone'],
  ['Country', 'country'],
  ['Company', 'company'],
  ['Shopify customer', 'customerId'],
] as const satisfies [string, keyof Candidate][];

/** Two profiles that may be the same person, side by side, with what to do about it. */
export function DuplicateCard({ duplicate, onDecide, isBusy, ...shown }: DuplicateCardProps) {
  const { two, shared, lastSeenAt } = duplicate;
  const [a, b] = two;
  const names = `${a.name} and ${b.name}`;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="start" gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {names}
            </Text>
            <div style={{ overflowWrap: 'anywhere' }}>
              <Text as="p" tone="subdued">
                {`In common: ${shared.join(', ')}. Last noticed `}
                <RelativeTime at={lastSeenAt} now={shown.now} timeZone={shown.timeZone} />
              </Text>
            </div>
          </BlockStack>
          <InlineStack gap="200">
            <Button
              disabled={isBusy}
              onClick={() => onDecide('two')}
              accessibilityLabel={`${names} are two people`}
            >
              Two people
            </Button>
            <Button
              disabled={isBusy}
              onClick={() => onDecide('same')}
              accessibilityLabel={`${names} are the same person`}
            >
              Same person
            </Button>
          </InlineStack>
        </InlineStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <Side {...shown} one={a} other={b} />
          <Side {...shown} one={b} other={a} />
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

type SideProps = Pick<DuplicateCardProps, 'now' | 'timeZone' | 'currency'> & {
  one: Candidate;
  other: Candidate;
};

function Side({ one, other, currency, ...time }: SideProps) {
  const compared = COMPARED.flatMap(([name, field]): { name: string; value: ReactNode }[] => {
    const value = one[field];
    if (value === null) return [];
    const otherValue = other[field];
    return [
      {
        name,
        value: (
          <InlineStack gap="150">
            <span>{value}</span>
            {otherValue === null ? null : otherValue === value ? (
              <Badge tone="success">Same</Badge>
            ) : (
              <Badge tone="attention">Differs</Badge>
            )}
          </InlineStack>
        ),
      },
    ];
  });
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        <Link url={`/app/people/${one.id}`}>{one.name}</Link>
      </Text>
      <FactList
        nameWidth="8rem"
        facts={[
          ...compared,
          { name: 'Orders', value: `${formatNumber(one.orders)} in total` },
          {
            name: 'Spent',
            value: (
              <>
                <MoneyText minor={one.spentMinor} currency={currency} /> in total, less refunds
              </>
            ),
          },
          { name: 'First seen', value: <RelativeTime {...time} at={one.firstSeenAt} /> },
          { name: 'Last seen', value: <RelativeTime {...time} at={one.lastSeenAt} /> },
        ]}
      />
    </BlockStack>
  );
}
