import { campaignJourneyKey } from '#app/effects/campaign-key.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { CampaignFollowed } from './campaign.ts';

/**
 * What was sent and clicked of a campaign, and the orders after its clicks, from the figures that are kept. They lose what is
 * deleted because it is old.
 * @param startedAt when it began, epoch milliseconds
 */
export async function loadCampaignFigures(
  client: ShopClient,
  shopId: string,
  id: string,
  startedAt: number,
): Promise<Pick<CampaignFollowed, 'sent' | 'clicked' | 'orders'>> {
  const kept = await readFigures(
    client,
    shopId,
    ['mails.sent', 'mails.clicked', 'orders', 'orders.value'],
    startedAt,
    campaignJourneyKey(id),
  );
  const sumOf = (wanted: string, currency = '') =>
    sumOfCounts(
      kept.filter(({ figure, detail }) => figure === wanted && detail.endsWith(currency)),
    );
  // Their detail is `<step>:<currency>`.
  const ofOrders = kept.filter(({ figure }) => figure === 'orders');
  const currencies = new Set(ofOrders.map(({ detail }) => detail.split(':').at(-1) ?? ''));
  return {
    sent: sumOf('mails.sent'),
    clicked: sumOf('mails.clicked'),
    orders: [...currencies].map((currency) => ({
      currency,
      count: sumOf('orders', `:${currency}`),
      minor: sumOf('orders.value', `:${currency}`),
    })),
  };
}
