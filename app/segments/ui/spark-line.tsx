import { Line, LineChart, YAxis } from 'recharts';

const WIDTH = 96;
const HEIGHT = 28;

/** A line without axes for a row of a table; the words beside it say the same. */
export function SparkLine({ values }: { values: readonly number[] }) {
  return (
    <LineChart
      width={WIDTH}
      height={HEIGHT}
      data={values.map((value) => ({ value }))}
      margin={{ top: 3, right: 3, bottom: 3, left: 3 }}
      accessibilityLayer={false}
    >
      <YAxis hide domain={['dataMin', 'dataMax']} />
      <Line
        dataKey="value"
        stroke="var(--p-color-bg-fill-brand)"
        strokeWidth={1.5}
        dot={false}
        isAnimationActive={false}
      />
    </LineChart>
  );
}
