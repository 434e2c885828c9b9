import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import type { Identities, PersonJoin } from '#app/people/page/person-identities.ts';
import { identifierWords } from '#app/people/page/identity-words.ts';
import { formatCount, TIMES } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { ShortList } from '#app/ui/short-list.tsx';

export type IdentitiesCardProps = PageTime & {
  known: Identities;
  onSplit: (joinId: string) => void;
  isBusy: boolean;
};

const SHOWN = 5;
const IDENTIFIERS = { one: 'identifier', many: 'identifiers' };

/** What a person is known by, since when, and which profiles they were put together from. */
export function IdentitiesCard({ known, onSplit, isBusy, ...time }: IdentitiesCardProps) {
  const { identities, count, joins, companies } = known;
  return (
    <CollapsibleCard cardKey="identities" title="Identities" summary={summaryOf(known)}>
      <ShortList
        whole={formatCount(identities.length, IDENTIFIERS)}
        few={SHOWN}
        items={identities.map(({ kind, value, at, by }) => ({
          key: `${kind}:${value}`,
          content: (
            <>
              <Text as="span" variant="bodySm">
                {identifierWords(`${kind}:${value}`)}
              </Text>
              <SubduedText>
                {`From ${by}, linked `}
                <RelativeTime {...time} at={at} />
              </SubduedText>
            </>
          ),
        }))}
      />
      {count > identities.length ? (
        <SubduedText>{`And ${formatNumber(count - identities.length)} more.`}</SubduedText>
      ) : null}
      {companies.length === 0 ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Account
          </Text>
          {companies.map(({ gid, name, by, domain }) => (
            <BlockStack key={gid}>
              <Text as="span" variant="bodySm">
                {name ?? 'A company of which only a contact is known'}
              </Text>
              <SubduedText>
                {by === 'shopify'
                  ? 'Buys for it, says Shopify.'
                  : `By the email domain ${domain ?? ''}.`}
              </SubduedText>
            </BlockStack>
          ))}
        </BlockStack>
      )}
      {joins.length === 0 ? null : (
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            Merged from
          </Text>
          <ShortList
            whole={`all ${String(joins.length)} merges`}
            gap="300"
            items={joins.map((join) => ({
              key: join.id,
              content: <JoinEntry {...time} join={join} onSplit={onSplit} isBusy={isBusy} />,
            }))}
          />
        </BlockStack>
      )}
    </CollapsibleCard>
  );
}

function summaryOf({ count, joins, companies }: Identities): string {
  const [company] = companies;
  const merges = joins.length === 0 ? '' : `, merged ${formatCount(joins.length, TIMES)}`;
  const account = company?.name == null ? '' : `, ${company.name}`;
  return `${formatCount(count, IDENTIFIERS)}${merges}${account}`;
}

type JoinEntryProps = PageTime &
  Pick<IdentitiesCardProps, 'onSplit' | 'isBusy'> & { join: PersonJoin };

function JoinEntry({ join, onSplit, isBusy, ...time }: JoinEntryProps) {
  const { id, at, why, via, state, otherId } = join;
  return (
    <BlockStack gap="100">
      <div style={{ overflowWrap: 'anywhere' }}>
        <Text as="p" variant="bodySm">
          {via.join(' and ')}
        </Text>
      </div>
      <SubduedText>
        {`${why}, `}
        <RelativeTime {...time} at={at} />
      </SubduedText>
      <InlineStack gap="200" blockAlign="center">
        {state === 'open' ? (
          <EditArea needs="people.edit">
            <Button
              size="slim"
              disabled={isBusy}
              onClick={() => onSplit(id)}
              accessibilityLabel={`Split: ${via.join(' and ')} are two people`}
            >
              Split
            </Button>
          </EditArea>
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
      return <SubduedText>Too long ago to be split.</SubduedText>;
    case 'merged_in_shopify':
      return (
        <SubduedText>Cannot be split: Shopify has deleted one of the two customers.</SubduedText>
      );
  }
}
