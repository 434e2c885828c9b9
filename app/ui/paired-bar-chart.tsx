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

/** Two figures of one group. */
export type PairedBarRow = { group: string; first: number; second: number };

export type PairedBarChartProps = {
  rows: readonly PairedBarRow[];
  /** What the two figures are. */
  names: { first: string; second: string };
  /** Pixels, as the frame has them. */
  height: number;
  unit?: string;
  /** Whether the figures are counts, of which the axis shows no parts. */
  isCount?: boolean;
  formatValue?: (value: number) => string;
};

/** Two bars beside each other for each group. The table beside it says the same. */
export function PairedBarChart(props: PairedBarChartProps) {
  const { rows, names, height, unit = '', isCount = false, formatValue = String } = props;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={[...rows]} margin={{ left: -16, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="group" fontSize={12} minTickGap={4} />
        <YAxis allowDecimals={!isCount} unit={unit} fontSize={12} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--p-color-bg-surface-secondary)' }}
          itemStyle={{ color: 'var(--p-color-text)' }}
          formatter={(value) => formatValue(Number(value))}
        />
        <Legend
          itemSorter={null}
          formatter={(name) => <span style={{ color: 'var(--p-color-text)' }}>{name}</span>}
        />
        <Bar
          dataKey="first"
          name={names.first}
          fill="var(--p-color-bg-fill-info)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="second"
          name={names.second}
          fill="var(--p-color-bg-fill-brand)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
