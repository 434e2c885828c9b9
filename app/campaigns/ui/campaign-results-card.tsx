import type { CampaignResults } from '#app/campaigns/page/shown-campaign.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShareOf } from '#app/lib/format/share.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type CampaignResultsCardProps = { results: CampaignResults; currency: string };

/** What followed the emails of a campaign. */
export function CampaignResultsCard({ results, currency }: CampaignResultsCardProps) {
  const { sent, bounced, clicked, unsubscribed, orders, minor } = results;
  const delivered = sent - bounced;
  const share = (part: number, whole: number) =>
    whole === 0 ? formatNumber(part) : `${formatNumber(part)} (${formatShareOf(part, whole, 1)})`;
  return (
    <PlainCard title="Results">
      <FactList
        facts={[
          { name: 'Sent', value: formatNumber(sent) },
          { name: 'Delivered', value: share(delivered, sent) },
          { name: 'Clicked', value: share(clicked, delivered) },
          { name: 'Unsubscribed', value: share(unsubscribed, delivered) },
          { name: 'Orders', value: formatNumber(orders) },
          { name: 'Revenue', value: formatMoney(minor, currency) },
        ]}
      />
      <SubduedText>
        Bounces and unsubscribes within 5 days of each email. Orders in the currency of your store
        within 5 days of its click, net of refunds and without cancelled ones, where no later
        message or banner was clicked.
      </SubduedText>
    </PlainCard>
  );
}
