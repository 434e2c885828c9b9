import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber } from '#app/lib/format/number.ts';

/** One group of people: what was expected of one of them, and what one of them did on average. */
export type CalibrationBar = { group: string; expected: number; actual: number };

export type ForecastCalibrationChartProps = { bars: readonly CalibrationBar[] };

/** Expected beside actual, group by group. Its table says the same. */
export function ForecastCalibrationChart({ bars }: ForecastCalibrationChartProps) {
  return (
    <ResponsiveContainer width="100%" height={260}>
      <BarChart data={[...bars]} margin={{ left: -20, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="group" fontSize={12} interval={0} />
        <YAxis fontSize={12} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--p-color-bg-surface-secondary)' }}
          itemStyle={{ color: 'var(--p-color-text)' }}
          formatter={(value) => formatNumber(Number(value), { exactly: 2 })}
        />
        <Legend
          itemSorter={null}
          formatter={(name) => <span style={{ color: 'var(--p-color-text)' }}>{name}</span>}
        />
        <Bar
          dataKey="expected"
          name="Expected"
          fill="var(--p-color-bg-fill-info)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="actual"
          name="Actual"
          fill="var(--p-color-bg-fill-brand)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
