import { Banner, BlockStack, ProgressBar } from '@shopify/polaris';
import type { RecomputeProgress } from '#app/segments/recompute-progress.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';

/** Shows how far all profiles are recomputed after a change; nothing when none is being recomputed. */
export function RecomputeBanner({ progress }: { progress: RecomputeProgress | null }) {
  if (progress === null) return null;
  const { done, total } = progress;
  return (
    <Banner tone="info" title="Updating members">
      <BlockStack gap="200">
        <p>
          {total === 0
            ? 'It starts in a moment. Until it is done, sizes are those from before.'
            : `${formatNumber(done)} of ${formatCount(total, PEOPLE)} so far. Sizes are exact when it is done; another change restarts it.`}
        </p>
        <ProgressBar progress={total === 0 ? 0 : (done / total) * 100} size="small" />
      </BlockStack>
    </Banner>
  );
}
