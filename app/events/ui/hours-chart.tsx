import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { ChartHour } from '#app/events/page/topic-health.ts';
import { formatTime, formatTimeOfDay } from '#app/lib/format/time.ts';

export type HoursChartProps = { hours: ChartHour[]; timeZone: string };

/** Deliveries by hour over the range that is usual of each hour. Its table says the same. */
export function HoursChart({ hours, timeZone }: HoursChartProps) {
  const data = hours.map(({ hour, count, usual }) => ({
    hour,
    count,
    range: usual === null ? null : [usual.low, usual.high],
  }));
  return (
    <ResponsiveContainer width="100%" height={240}>
      <ComposedChart data={data} margin={{ left: -20, right: 8 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--p-color-border-secondary)" />
        <XAxis
          dataKey="hour"
          tickFormatter={(hour: number) => formatTimeOfDay(hour, timeZone)}
          minTickGap={28}
          fontSize={12}
        />
        <YAxis allowDecimals={false} fontSize={12} />
        <Tooltip
          labelFormatter={(hour) => formatTime(Number(hour), timeZone)}
          isAnimationActive={false}
        />
        <Legend />
        <Area
          dataKey="range"
          name="Usual"
          type="step"
          stroke="none"
          fill="var(--p-color-bg-fill-info)"
          isAnimationActive={false}
        />
        <Bar
          dataKey="count"
          name="Deliveries"
          fill="var(--p-color-bg-fill-brand)"
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
