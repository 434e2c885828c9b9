import { z } from 'zod';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import {
  asSteps,
  type ActionContext,
  type ConversionNote,
  type ConvertedAction,
} from './conversion.ts';

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
const Weekdays = z.array(z.enum(WEEKDAYS)).max(7).nullish();
/** `HH:MM:SS`, as the API writes times of day. */
const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:\d\d(\.\d+)?)?$/)
  .nullish();
const Zone = z.string().max(100).nullish();

const TimeDelay = z.looseObject({
  unit: z.enum(['days', 'hours', 'minutes']).default('days'),
  value: z.number().int().min(0),
  secondary_value: z.number().int().min(0).nullish(),
  timezone: Zone,
  delay_until_time: Time,
  delay_until_weekdays: Weekdays,
});

/** What a unit is, and the smaller one that `secondary_value` counts. */
const UNIT_MS = {
  days: { unit: DAY, smaller: HOUR },
  hours: { unit: HOUR, smaller: MINUTE },
  minutes: { unit: MINUTE, smaller: 0 },
};
const LONGEST_MS = 366 * DAY;

/** A time delay: a wait, and after it one until a time of day or a weekday where the delay says so. */
export function convertTimeDelay(
  data: unknown,
  next: string,
  { stepId }: ActionContext,
): ConvertedAction {
  const read = TimeDelay.safeParse(data);
  if (!read.success)
    return unsetWait(stepId, next, {
      what: 'Time delay',
      why: 'Its settings cannot be read. Choose how long people wait.',
    });
  const { unit, value, secondary_value: secondary, timezone } = read.data;
  const { unit: unitMs, smaller } = UNIT_MS[unit];
  const ms = value * unitMs + (secondary ?? 0) * smaller;
  const notes: ConversionNote[] =
    ms > LONGEST_MS
      ? [{ what: 'Time delay', why: 'A wait is at most 366 days long here. It was shortened.' }]
      : [];
  const until = untilOf(read.data.delay_until_time, read.data.delay_until_weekdays);
  const steps: Step[] = [];
  if (ms > 0 || !until)
    steps.push({
      id: stepId,
      kind: 'wait',
      ms: Math.min(ms, LONGEST_MS),
      next: until ? `${stepId}-until` : next,
    });
  if (until)
    steps.push({
      id: steps.length === 0 ? stepId : `${stepId}-until`,
      kind: 'wait_until',
      until,
      zone: zoneOf(timezone),
      next,
    });
  return asSteps(steps, { notes });
}

const TargetDate = z.looseObject({ timezone: Zone, target_time: Time, target_days: Weekdays });

/** A delay until a time of day or a weekday. */
export function convertTargetDate(
  data: unknown,
  next: string,
  { stepId }: ActionContext,
): ConvertedAction {
  const read = TargetDate.safeParse(data).data;
  const until = read && untilOf(read.target_time, read.target_days);
  return until
    ? asSteps([{ id: stepId, kind: 'wait_until', until, zone: zoneOf(read.timezone), next }])
    : unsetWait(stepId, next, {
        what: 'Delay until a date',
        why: 'It names no time. Choose until when people wait.',
      });
}

/** A wait whose time is not chosen, so that it cannot be published and no person passes at once. */
export function unsetWait(stepId: string, next: string, note: ConversionNote): ConvertedAction {
  const until = { by: 'time_of_day' as const, time: '', weekdays: [] };
  return asSteps([{ id: stepId, kind: 'wait_until', until, zone: 'shop', next }], {
    notes: [note],
  });
}

function untilOf(time: string | null | undefined, weekdays: z.infer<typeof Weekdays>) {
  const days = [...new Set(weekdays ?? [])].map((day) => WEEKDAYS.indexOf(day) + 1).sort();
  if (!time && (days.length === 0 || days.length === WEEKDAYS.length)) return null;
  return {
    by: 'time_of_day' as const,
    time: time?.slice(0, 5) ?? '00:00',
    weekdays: days.length === WEEKDAYS.length ? [] : days,
  };
}

/** Klaviyo writes `profile` for the zone of the person; every other zone is one of the account. */
function zoneOf(zone: string | null | undefined): 'person' | 'shop' {
  return zone === 'profile' ? 'person' : 'shop';
}
