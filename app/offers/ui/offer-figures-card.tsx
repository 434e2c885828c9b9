import { formatNumber } from '#app/lib/format/number.ts';
import { offerCostWords } from '#app/offers/offer-words.ts';
import type { OfferFigures } from '#app/offers/page/offer-list.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';

export type OfferFiguresCardProps = { figures: OfferFigures; currency: string };

/** What an offer came to in this calendar month of the shop. */
export function OfferFiguresCard({ figures, currency }: OfferFiguresCardProps) {
  const { issued, used, usedByOthers } = figures;
  return (
    <PlainCard title="This calendar month">
      <FactList
        facts={[
          { name: 'Offers made', value: formatNumber(issued) },
          { name: 'Orders with it', value: formatNumber(used) },
          { name: 'Used by another person', value: formatNumber(usedByOthers) },
          { name: 'Cost', value: offerCostWords(figures, currency) },
        ]}
      />
    </PlainCard>
  );
}
