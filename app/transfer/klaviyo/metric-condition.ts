import { z } from 'zod';
import {
  DAYS_OF_UNIT,
  NUMBER_COMPARISONS,
  NumericFilter,
  RelativeDateFilter,
  withoutCounterpart,
  type ConvertedCondition,
} from './condition-filters.ts';
import type { KlaviyoContext } from './conversion.ts';
import { metricSignal } from './metric-counterparts.ts';

const MetricCondition = z.looseObject({
  metric_id: z.string(),
  measurement: z.string(),
  measurement_filter: z.unknown().optional(),
  timeframe_filter: z.unknown().optional(),
  metric_filters: z.array(z.unknown()).nullish(),
});

const AllTime = z.looseObject({ operator: z.enum(['alltime', 'flow-start']) });

/** Long enough to be ever; conditions reach no further. */
const EVER_DAYS = 3_650;

/** How often something happened to a person: a signal, or the number of orders. */
export function metricCondition(
  input: unknown,
  { names }: KlaviyoContext,
): ConvertedCondition | null {
  const read = MetricCondition.safeParse(input);
  if (!read.success) return null;
  const { metric_id: id, measurement, metric_filters: filters } = read.data;
  const name = names.get(id);
  const what = `Condition on the metric “${name ?? id}”`;
  if (name === undefined)
    return withoutCounterpart(
      what,
      'Flows hold only its id. Add the file of your metrics, or the condition.',
    );
  const signal = metricSignal(name);
  if (signal === null) return withoutCounterpart(what, 'It is not counted here.');
  if ((filters ?? []).length > 0)
    return withoutCounterpart(what, 'It asks for details of the event, which are not counted by.');
  const count = NumericFilter.safeParse(read.data.measurement_filter).data;
  if (measurement !== 'count' || !count)
    return withoutCounterpart(what, 'Only how often is counted.');
  const days = daysOf(read.data.timeframe_filter);
  if (days === null)
    return withoutCounterpart(what, 'Its period has no counterpart. Add one in days.');
  const is = NUMBER_COMPARISONS[count.operator];
  return days === EVER_DAYS && signal === 'order_placed'
    ? { predicate: { field: 'orders', is, value: count.value } }
    : { predicate: { signal, is, times: count.value, days } };
}

/** The days that a period looks back; null when it is none that looks back from now. */
function daysOf(timeframe: unknown): number | null {
  if (AllTime.safeParse(timeframe).data?.operator === 'alltime') return EVER_DAYS;
  const relative = RelativeDateFilter.safeParse(timeframe).data;
  return relative?.operator === 'in-the-last'
    ? relative.quantity * DAYS_OF_UNIT[relative.unit]
    : null;
}

/** Whether a condition is that nothing was ordered since the flow began, which here ends a run. */
export function isNoOrderSinceStart(input: unknown, { names }: KlaviyoContext): boolean {
  const read = MetricCondition.safeParse(input).data;
  if (!read || metricSignal(names.get(read.metric_id) ?? '') !== 'order_placed') return false;
  const count = NumericFilter.safeParse(read.measurement_filter).data;
  const isNone =
    (count?.operator === 'equals' && count.value === 0) ||
    (count?.operator === 'less-than' && count.value === 1);
  return isNone && AllTime.safeParse(read.timeframe_filter).data?.operator === 'flow-start';
}
