import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber } from '#app/lib/format/number.ts';

/** `lift` is how many times the share of all. */
export type LiftRow = { name: string; lift: number };

/** How many times more often each tenth ordered than all. Its table says the same. */
export function LiftChart({ rows }: { rows: LiftRow[] }) {
  return (
    <ResponsiveContainer width="100%" height={240}>
      <BarChart data={rows} margin={{ left: -16, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="name" fontSize={12} minTickGap={4} />
        <YAxis
          fontSize={12}
          allowDecimals={false}
          domain={[0, (most: number) => Math.ceil(most)]}
          tickFormatter={(lift: number) => `× ${formatNumber(lift)}`}
        />
        <Tooltip
          isAnimationActive={false}
          formatter={(lift) => `× ${formatNumber(Number(lift))}`}
        />
        <ReferenceLine y={1} stroke="var(--p-color-border-inverse)" strokeDasharray="4 4" />
        <Bar
          dataKey="lift"
          name="Orders against all"
          fill="var(--p-color-bg-fill-brand)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
