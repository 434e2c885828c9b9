import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import type { Identities, PersonJoin } from '#app/insights/person-identities.server.ts';
import { identifierWords } from '#app/insights/identity-words.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { PlainCard, Quiet } from './person-cards.tsx';
import { RelativeTime } from './relative-time.tsx';

type Time = { now: number; timeZone: string };

export type IdentitiesCardProps = Time & {
  known: Identities;
  onSplit: (joinId: string) => void;
  isBusy: boolean;
};

const PLAIN_LIST = { listStyle: 'none', margin: 0, padding: 0 } as const;

/** What a person is known by, since when, and which profiles they were put together from. */
export function IdentitiesCard({ known, onSplit, isBusy, ...time }: IdentitiesCardProps) {
  const { identities, count, joins, companies } = known;
  return (
    <PlainCard title="Identities">
      <ul style={PLAIN_LIST}>
        {identities.map(({ kind, value, at, by }) => (
          <li
            key={`${kind}:${value}`}
            style={{ overflowWrap: 'anywhere', marginBlockEnd: 'var(--p-space-150)' }}
          >
            <Text as="span" variant="bodySm">
              {identifierWords(`${kind}:${value}`)}
            </Text>
            <Quiet>
              {`Told by ${by}, linked `}
              <RelativeTime at={at} {...time} />
            </Quiet>
          </li>
        ))}
      </ul>
      {count > identities.length ? (
        <Quiet>{`And ${formatNumber(count - identities.length)} more.`}</Quiet>
      ) : null}
      {companies.length === 0 ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Account
          </Text>
          {companies.map(({ gid, name, by, domain }) => (
            <BlockStack key={gid}>
              <Text as="span" variant="bodySm">
                {name ?? 'A company of which only a contact was told'}
              </Text>
              <Quiet>
                {by === 'shopify'
                  ? 'Buys for it, says Shopify.'
                  : `By the e-mail domain ${domain ?? ''}.`}
              </Quiet>
            </BlockStack>
          ))}
        </BlockStack>
      )}
      {joins.length === 0 ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Put together from
          </Text>
          <ul style={PLAIN_LIST}>
            {joins.map((join) => (
              <li key={join.id} style={{ marginBlockEnd: 'var(--p-space-300)' }}>
                <JoinEntry join={join} onSplit={onSplit} isBusy={isBusy} {...time} />
              </li>
            ))}
          </ul>
        </BlockStack>
      )}
    </PlainCard>
  );
}

type JoinEntryProps = Time & Pick<IdentitiesCardProps, 'onSplit' | 'isBusy'> & { join: PersonJoin };

function JoinEntry({ join, onSplit, isBusy, ...time }: JoinEntryProps) {
  const { id, at, why, via, state, otherId } = join;
  return (
    <BlockStack gap="100">
      <div style={{ overflowWrap: 'anywhere' }}>
        <Text as="p" variant="bodySm">
          {via.join(' and ')}
        </Text>
      </div>
      <Quiet>
        {`${why}, `}
        <RelativeTime at={at} {...time} />
      </Quiet>
      <InlineStack gap="200" blockAlign="center">
        {state === 'open' ? (
          <Button
            size="slim"
            disabled={isBusy}
            onClick={() => onSplit(id)}
            accessibilityLabel={`Split: ${via.join(' and ')} are two people`}
          >
            Split
          </Button>
        ) : (
          <JoinState state={state} />
        )}
        {state === 'split' && otherId !== null ? (
          <Link url={`/app/people/${otherId}`}>Show the other person</Link>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}

function JoinState({ state }: { state: Exclude<PersonJoin['state'], 'open'> }) {
  switch (state) {
    case 'split':
      return <Badge>Split</Badge>;
    case 'settled':
      return <Quiet>Too long ago to be split.</Quiet>;
    case 'merged_in_shopify':
      return <Quiet>Cannot be split: Shopify has deleted one of the two customers.</Quiet>;
  }
}
