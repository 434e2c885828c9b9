import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { SegmentDay } from '#app/segments/page/segment-health.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDay, formatShortDay } from '#app/lib/format/time.ts';

/** People who entered and left by day, and the size at its end. Its table says the same. */
export function ActivityChart({ days }: { days: SegmentDay[] }) {
  const data = days.map(({ day, size, entered, gone }) => ({ day, size, entered, gone: -gone }));
  return (
    <ResponsiveContainer width="100%" height={260}>
      <ComposedChart
        data={data}
        margin={{ left: -12, right: 8 }}
        stackOffset="sign"
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => formatShortDay(day)}
          minTickGap={28}
          fontSize={12}
        />
        <YAxis allowDecimals={false} fontSize={12} />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(day) => (typeof day === 'string' ? formatDay(day) : day)}
          formatter={(value) => formatNumber(Math.abs(Number(value)))}
        />
        <Legend />
        <Bar
          dataKey="entered"
          name="Joined"
          stackId="moves"
          fill="var(--p-color-bg-fill-success)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="gone"
          name="Left"
          stackId="moves"
          fill="var(--p-color-icon-caution)"
          isAnimationActive={false}
        />
        <Line
          dataKey="size"
          name="Members at the end of the day"
          stroke="var(--p-color-bg-fill-brand)"
          strokeWidth={2}
          dot={data.length < 2}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
