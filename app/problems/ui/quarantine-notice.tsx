import { Banner } from '@shopify/polaris';
import type { QuarantineList } from '#app/events/inbox/quarantine.ts';
import { formatCount } from '#app/lib/format/count.ts';

/** Says that deliveries could not be stored, or that the next one may not be, and what to do about it. */
export function QuarantineNotice({ isFull, unkept }: QuarantineList) {
  if (!isFull && unkept === 0) return null;
  const lost =
    unkept === 0
      ? ''
      : `${formatCount(unkept, { one: 'webhook was', many: 'webhooks were' })} counted and not stored. `;
  return (
    <Banner
      title={isFull ? 'The quarantine is full' : 'Some webhooks were not stored'}
      tone={isFull ? 'critical' : 'warning'}
    >
      <p>
        {lost}
        {isFull
          ? 'Replay or delete some of these. Until then, unreadable webhooks are counted and not stored.'
          : 'There is room again. What Shopify can send again is read by the hourly comparison.'}
      </p>
    </Banner>
  );
}
