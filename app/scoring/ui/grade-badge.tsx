import { Badge, Text, type BadgeProps } from '@shopify/polaris';
import type { Band } from '#app/scoring/grade.ts';

const BAND_TONES: Record<Band, BadgeProps['tone']> = {
  hot: 'success',
  warm: 'attention',
  cool: 'info',
  cold: undefined,
};

export type GradeBadgeProps = { grade: string; score: number; band: Band };

/** The grade coloured by how near to buying, with the number from 0 to 100 behind it. */
export function GradeBadge({ grade, score, band }: GradeBadgeProps) {
  return (
    <span style={{ display: 'inline-flex', gap: 'var(--p-space-150)', alignItems: 'center' }}>
      <Badge tone={BAND_TONES[band]} toneAndProgressLabelOverride={`${band}, grade`}>
        {grade}
      </Badge>
      <Text as="span" tone="subdued" numeric>
        {score}
        <Text as="span" visuallyHidden>
          {' of 100'}
        </Text>
      </Text>
    </span>
  );
}
