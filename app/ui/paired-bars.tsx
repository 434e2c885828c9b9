import { lazy } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import type { PairedBarChartProps } from './paired-bar-chart.tsx';

// The library for charts comes when one is shown.
const PairedBarChart = lazy(async () => ({
  default: (await import('./paired-bar-chart.tsx')).PairedBarChart,
}));

/** A chart of two bars a group, in a frame that is as high before the chart is there. */
export function PairedBars(props: PairedBarChartProps) {
  return (
    <ChartFrame height={props.height}>
      <PairedBarChart {...props} />
    </ChartFrame>
  );
}
