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

export type BandRow = { band: string; before: number; after: number };

/** People by band, by two models. Its table says the same. */
export function BandChart({ rows }: { rows: BandRow[] }) {
  return (
    <ResponsiveContainer width="100%" height={220}>
      <BarChart data={rows} margin={{ left: -12, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis dataKey="band" fontSize={12} />
        <YAxis allowDecimals={false} fontSize={12} />
        <Tooltip isAnimationActive={false} />
        <Legend
          formatter={(name: string) => <span style={{ color: 'var(--p-color-text)' }}>{name}</span>}
        />
        <Bar
          dataKey="before"
          name="In use"
          fill="var(--p-color-bg-fill-info)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="after"
          name="This model"
          fill="var(--p-color-bg-fill-brand)"
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
