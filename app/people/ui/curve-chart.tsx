import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatDayAndMonth, formatTime } from '#app/lib/format/time.ts';

export type CurveRow = {
  at: number;
  score: number | null;
  intent: number | null;
  forecast: number | null;
};

export type CurveChartProps = { rows: CurveRow[]; timeZone: string };

/** A score through time. Its table says the same. */
export function CurveChart({ rows, timeZone }: CurveChartProps) {
  return (
    <ResponsiveContainer width="100%" height={200}>
      <LineChart data={rows} margin={{ left: -24, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={['dataMin', 'dataMax']}
          tickFormatter={(at: number) => formatDayAndMonth(at, timeZone)}
          minTickGap={32}
          fontSize={12}
        />
        <YAxis domain={[0, 100]} ticks={[0, 25, 50, 75, 100]} fontSize={12} />
        <Tooltip
          labelFormatter={(at) => formatTime(Number(at), timeZone)}
          isAnimationActive={false}
        />
        <Legend
          formatter={(name: string) => <span style={{ color: 'var(--p-color-text)' }}>{name}</span>}
        />
        <Line
          dataKey="score"
          name="Score"
          stroke="var(--p-color-bg-fill-brand)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="intent"
          name="Intent"
          stroke="var(--p-color-bg-fill-info-active)"
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="forecast"
          name="Score if nothing happens"
          stroke="var(--p-color-bg-fill-brand)"
          strokeDasharray="4 4"
          dot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}
