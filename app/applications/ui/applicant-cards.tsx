import { Badge, InlineStack, Link, List, Text } from '@shopify/polaris';
import type { CompanyDuplicate, RetailHistory } from '#app/applications/applicant-history.ts';
import { countryName } from '#app/lib/country.ts';
import type { ReviewPage } from '#app/applications/review-page.ts';
import { CHANNEL_NAMES, STATE_NAMES, TAX_ID_NAMES, volumeName } from '#app/applications/words.ts';
import { ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';

export type ShopTime = { now: number; timeZone: string; currency: string };

type FormProps = { application: ReviewPage['application']; taxId: ReviewPage['taxId'] } & ShopTime;

/** What the applicant wrote. Everything in it is text of a stranger and shown as text only. */
export function FormCard({ application, taxId, now, timeZone, currency }: FormProps) {
  const channels = application.channels.map((channel) => CHANNEL_NAMES[channel]).join(', ');
  return (
    <PlainCard title="Application">
      <FactList
        facts={[
          { name: 'Contact', value: application.contactName },
          {
            name: 'Email',
            value: <Link url={`mailto:${application.email}`}>{application.email}</Link>,
          },
          { name: 'Phone', value: application.phone ?? 'Not given' },
          { name: 'Country', value: countryName(application.country) ?? application.country },
          {
            name: 'Tax number',
            value: (
              <InlineStack gap="200" blockAlign="center">
                <span>{application.taxId}</span>
                <Badge tone={taxId === 'valid' ? 'success' : 'warning'}>
                  {TAX_ID_NAMES[taxId]}
                </Badge>
              </InlineStack>
            ),
          },
          { name: 'Website', value: <Website address={application.website} /> },
          { name: 'Sales channels', value: channels || 'Not given' },
          {
            name: 'Expected orders',
            value: `${volumeName(application.volume, currency)} a year`,
          },
          { name: 'Message', value: application.message || 'None' },
          {
            name: 'Sent',
            value: <RelativeTime at={application.submittedAt} now={now} timeZone={timeZone} />,
          },
        ]}
      />
    </PlainCard>
  );
}

function Website({ address }: { address: string | null }) {
  if (address === null) return 'Not given';
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      style={{ color: 'var(--p-color-text-link)' }}
    >
      {address}
    </a>
  );
}

type HistoryProps = {
  history: RetailHistory | null;
  /** The address in the application. */
  email: string;
  colleagues: ReviewPage['colleagues'];
  /** Whether the applicant showed that the address is theirs. */
  isVerified: boolean;
} & ShopTime;

/** What the person and the company bought so far. */
export function DecisionHistoryCard(props: HistoryProps) {
  const { history, email, colleagues, isVerified, now, timeZone, currency } = props;
  return (
    <PlainCard title="Retail history">
      <Text as="p" tone="subdued">
        {isVerified
          ? 'Of the person with this email address.'
          : 'Shown once the applicant has confirmed that the email address is theirs.'}
      </Text>
      {!isVerified ? null : history === null ? (
        <Text as="p">No one with this address has visited the store yet.</Text>
      ) : (
        <History {...{ history, email, now, timeZone, currency }} />
      )}
      {colleagues.length > 0 ? (
        <>
          <Text as="h3" variant="headingSm">
            Others with the same email domain
          </Text>
          <List>
            {colleagues.map(({ profileId, email, orders, spentMinor }) => (
              <List.Item key={profileId}>
                <Link url={`/app/people/${profileId}`}>{email}</Link>
                {`, ${formatCount(orders, ORDERS)}, `}
                <MoneyText minor={spentMinor} currency={currency} />
              </List.Item>
            ))}
          </List>
        </>
      ) : null}
    </PlainCard>
  );
}

type KnownProps = { history: RetailHistory; email: string } & ShopTime;

function History({ history, email, now, timeZone, currency }: KnownProps) {
  const when = (at: number | null) =>
    at === null ? 'Never' : <RelativeTime at={at} now={now} timeZone={timeZone} />;
  return (
    <>
      <FactList
        facts={[
          {
            name: 'Person',
            value: <Link url={`/app/people/${history.profileId}`}>{history.name ?? email}</Link>,
          },
          { name: 'Orders, all time', value: formatCount(history.orders, ORDERS) },
          {
            name: 'Spent, all time',
            value: <MoneyText minor={history.spentMinor} currency={currency} />,
          },
          { name: 'First order', value: when(history.firstOrderAt) },
          { name: 'Last order', value: when(history.lastOrderAt) },
          { name: 'Last seen', value: when(history.lastSeenAt) },
          { name: 'Lead score', value: `${history.grade}, ${formatNumber(history.score)} of 100` },
        ]}
      />
      {history.products.length > 0 ? (
        <>
          <Text as="h3" variant="headingSm">
            Bought most, units of all time
          </Text>
          <List>
            {history.products.map(({ title, units }) => (
              <List.Item key={title}>{`${title}: ${formatNumber(units)}`}</List.Item>
            ))}
          </List>
        </>
      ) : null}
    </>
  );
}

/** Applications and accounts that may be the same company. */
export function DuplicatesCard({ duplicates }: { duplicates: CompanyDuplicate[] }) {
  return (
    <PlainCard title="Possible duplicates">
      {duplicates.length === 0 ? (
        <Text as="p" tone="subdued">
          No other application or account shares the address, the tax number or the domain.
        </Text>
      ) : (
        <List>
          {duplicates.map((duplicate) => (
            <List.Item key={duplicate.id}>
              {duplicate.kind === 'application' ? (
                <>
                  <Link url={`/app/wholesale/${duplicate.id}`}>{duplicate.company}</Link>
                  {`, ${STATE_NAMES[duplicate.state].toLowerCase()}: ${duplicate.why}`}
                </>
              ) : (
                `Account ${duplicate.company}: ${duplicate.why}`
              )}
            </List.Item>
          ))}
        </List>
      )}
    </PlainCard>
  );
}
