import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, SkeletonBodyText } from '@shopify/polaris';
import { lazy } from 'react';
import type { ScoreCurve as Curve } from '#app/people/page/score-curve.ts';
import { ChartFrame } from '#app/ui/chart-frame.tsx';
import { formatTime } from '#app/lib/format/time.ts';
import { TableBelow } from '#app/ui/table-below.tsx';

const CurveChart = lazy(async () => ({
  default: (await import('#app/people/ui/curve-chart.tsx')).CurveChart,
}));

export type ScoreCurveChartProps = { personId: string; timeZone: string };

/** The score through time, drawn when it is asked for. */
export function ScoreCurveChart({ personId, timeZone }: ScoreCurveChartProps) {
  const { data, state, load } = useFetcher<Curve>();
  if (!data) {
    return state === 'idle' ? (
      <div>
        <Button onClick={() => load(`/app/people/${personId}/score`)}>Draw it over time</Button>
      </div>
    ) : (
      <SkeletonBodyText lines={4} />
    );
  }
  const { past, future } = data;
  const now = past.at(-1)?.at;
  const rows = [
    ...past.map(({ at, score, intent }) => ({
      at,
      score,
      intent,
      forecast: at === now ? score : null,
    })),
    ...future.slice(1).map(({ at, score }) => ({ at, score: null, intent: null, forecast: score })),
  ];
  return (
    <BlockStack gap="200">
      <ChartFrame height={200}>
        <CurveChart rows={rows} timeZone={timeZone} />
      </ChartFrame>
      <TableBelow
        columnContentTypes={['text', 'numeric', 'numeric', 'text']}
        headings={['When', 'Score', 'Intent', 'Grade']}
        rows={[...past, ...future.slice(1)]
          .map(({ at, score, intent, grade }) => [
            formatTime(at, timeZone),
            score,
            Math.round(intent),
            grade,
          ])
          .reverse()}
      />
    </BlockStack>
  );
}
