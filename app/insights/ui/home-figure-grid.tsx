import { InlineGrid } from '@shopify/polaris';
import type { HomeFigures } from '#app/insights/home.ts';
import { DAYS, ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatDuration } from '#app/lib/format/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { Figure } from '#app/ui/figure.tsx';
import { MoneyText } from '#app/ui/money.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';
import { useNow } from '#app/ui/use-now.ts';

export type HomeFigureGridProps = PageTime & {
  home: Pick<HomeFigures, 'people' | 'carts' | 'recovered' | 'mails' | 'inbox' | 'applications'>;
  /** How many days after a click an order still counts as recovered. */
  recoveryDays: number;
  currency: string;
};

/** The figures at the top of the start page, each with its period. */
export function HomeFigureGrid({ home, recoveryDays, currency, ...time }: HomeFigureGridProps) {
  const { people, carts, recovered, mails, inbox, applications } = home;
  const moment = useNow(time.now);
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, lg: 3 }} gap="400">
      <Figure
        name="Recovered revenue"
        period="Last 30 days"
        value={<MoneyText minor={recovered.minor} currency={currency} />}
      >
        {`From ${formatCount(recovered.orders, ORDERS)} placed within ${formatCount(recoveryDays, DAYS)} after the same person clicked an email or banner of “Abandoned cart”, less refunds. Attributed; how much of it would have come anyway is not measured yet.`}
      </Figure>
      <Figure name="Carts at risk" period="Last 14 days" value={carts.count}>
        <MoneyText minor={carts.totalMinor} currency={currency} /> in open carts and checkouts that
        were changed in this time and not bought.
        {carts.inOthers === 0
          ? ''
          : ` ${formatCount(carts.inOthers, OTHERS)} in another currency and not in this amount.`}
      </Figure>
      <Figure name="People" period="All time" value={people.total}>
        {`${formatNumber(people.new)} of them new in the last 7 days. Visitors count too; orders without a customer, email address and phone number, such as those from a point of sale, do not.`}
      </Figure>
      <Figure name="Wholesale applications" period="Waiting now" value={applications.count}>
        {applications.oldestAt === null ? (
          'No applications to review.'
        ) : (
          <>
            The first came <RelativeTime {...time} at={applications.oldestAt} />.
          </>
        )}
      </Figure>
      <Figure name="Emails sent" period="Last 30 days" value={mails.sent}>
        {`Of ${formatNumber(mails.entered)} scheduled; the outcome of the others is below.`}
      </Figure>
      <Figure name="Processing" period="Now" value={lag(inbox.oldestAt, moment)}>
        {inbox.count === 0
          ? 'Up to date with Shopify.'
          : `Age of the oldest of ${formatCount(inbox.count, MESSAGES)} from Shopify still to process.`}
      </Figure>
    </InlineGrid>
  );
}

const MESSAGES = { one: 'message', many: 'messages' };
const OTHERS = { one: 'of them is', many: 'of them are' };

function lag(oldestAt: number | null, now: number): string {
  if (oldestAt === null) return 'Up to date';
  return formatDuration(now - oldestAt);
}
