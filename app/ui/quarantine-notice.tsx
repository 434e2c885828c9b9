import { Banner } from '@shopify/polaris';
import type { QuarantineList } from '#app/events/quarantine.server.ts';
import { formatCount } from '#app/lib/format/count.ts';

/** Says that deliveries could not be kept, or that the next one may not be, and what to do about it. */
export function QuarantineNotice({ isFull, unkept }: QuarantineList) {
  if (!isFull && unkept === 0) return null;
  const lost =
    unkept === 0
      ? ''
      : `${formatCount(unkept, { one: 'delivery was', many: 'deliveries were' })} counted and not kept. `;
  return (
    <Banner
      title={isFull ? 'There is no room for more deliveries' : 'Some deliveries were not kept'}
      tone={isFull ? 'critical' : 'warning'}
    >
      <p>
        {lost}
        {isFull
          ? 'Replay or delete some of these. Until then, what cannot be used is counted and not kept.'
          : 'There is room again. What Shopify can tell once more is read by the hourly comparison.'}
      </p>
    </Banner>
  );
}
