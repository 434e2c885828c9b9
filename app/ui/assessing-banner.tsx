import { Banner, BlockStack, ProgressBar } from '@shopify/polaris';
import type { AssessProgress } from '#app/engine/assess-progress.server.ts';
import { PEOPLE, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';

/** Says how far everybody is sorted again after a change; nothing when nobody has to be. */
export function AssessingBanner({ progress }: { progress: AssessProgress | null }) {
  if (progress === null) return null;
  const { done, total } = progress;
  return (
    <Banner tone="info" title="Everybody is being sorted by what was changed">
      <BlockStack gap="200">
        <p>
          {total === 0
            ? 'It begins in a moment. Sizes are those from before until it is done.'
            : `${formatNumber(done)} of ${formatCount(total, PEOPLE)} so far. Sizes are right when it is done; another change starts it again.`}
        </p>
        <ProgressBar progress={total === 0 ? 0 : (done / total) * 100} size="small" />
      </BlockStack>
    </Banner>
  );
}
