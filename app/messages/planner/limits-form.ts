import { z } from 'zod';
import { MESSAGE_CHANNELS, type MessageChannel } from '#app/messages/channels/registry.ts';
import { MOST_CAP, MOST_GAP_HOURS, USUAL_LIMITS, type MessageLimits } from './message-limits.ts';

/** The field of a channel's cap, such as `emailPerDay`. */
export type CapField = `${MessageChannel}Per${'Day' | 'Week'}`;

/** The part of the settings page that says how often people are written to: texts as typed, empty for no cap. */
export type LimitsForm = Record<CapField, string> & {
  gapHours: string;
  quietZone: MessageLimits['quietZone'];
  engagement: 'on' | 'off';
  ticketPause: 'on' | 'off';
  dealPause: 'on' | 'off';
};

const CAP_PROBLEM = `Enter a whole number from 1 to ${String(MOST_CAP)}, or leave this empty for no limit.`;
const GAP_PROBLEM = `Enter a whole number of hours from 0 to ${String(MOST_GAP_HOURS)}.`;

function wholeNumber(least: number, most: number, problem: string) {
  return z
    .string(problem)
    .trim()
    .regex(/^\d{1,3}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

const capText = z.union(
  [
    z
      .string()
      .trim()
      .length(0)
      .transform(() => null),
    wholeNumber(1, MOST_CAP, CAP_PROBLEM),
  ],
  CAP_PROBLEM,
);

/** One value for each cap of each channel. */
function forEachCap<T>(valueOf: (channel: MessageChannel, span: 'day' | 'week') => T) {
  const entries = MESSAGE_CHANNELS.flatMap((channel): [CapField, T][] => [
    [`${channel}PerDay`, valueOf(channel, 'day')],
    [`${channel}PerWeek`, valueOf(channel, 'week')],
  ]);
  return Object.fromEntries(entries) as Record<CapField, T>;
}

const USUAL = limitsForm(USUAL_LIMITS);

/** The fields of the form, for the schema of the whole page; as usual where a page of an earlier version sends none. */
export const LIMITS_FIELDS = {
  ...forEachCap((channel, span) => capText.prefault(capField(USUAL_LIMITS.caps[channel][span]))),
  gapHours: wholeNumber(0, MOST_GAP_HOURS, GAP_PROBLEM).prefault(USUAL.gapHours),
  quietZone: z.enum(['person', 'shop']).default(USUAL.quietZone),
  engagement: z.enum(['on', 'off']).default(USUAL.engagement),
  ticketPause: z.enum(['on', 'off']).default(USUAL.ticketPause),
  dealPause: z.enum(['on', 'off']).default(USUAL.dealPause),
};

type ReadLimits = z.output<z.ZodObject<typeof LIMITS_FIELDS>>;

/** What is wrong between the fields: a week that allows fewer than a day of it; by field. */
export function limitsProblems(form: ReadLimits): { field: CapField; message: string }[] {
  return MESSAGE_CHANNELS.flatMap((channel) => {
    const [day, week] = [form[`${channel}PerDay`], form[`${channel}PerWeek`]];
    return day === null || week === null || week >= day
      ? []
      : [
          {
            field: `${channel}PerWeek` as const,
            message: 'Allow at least as many in 7 days as in 24 hours.',
          },
        ];
  });
}

/** The limits that a form says. */
export function limitsOfForm(form: ReadLimits): MessageLimits {
  const caps = MESSAGE_CHANNELS.map((channel) => [
    channel,
    { day: form[`${channel}PerDay`], week: form[`${channel}PerWeek`] },
  ]);
  return {
    caps: Object.fromEntries(caps) as MessageLimits['caps'],
    gapHours: form.gapHours,
    quietZone: form.quietZone,
    followsEngagement: form.engagement === 'on',
    pausesForTicket: form.ticketPause === 'on',
    pausesForDeal: form.dealPause === 'on',
  };
}

/** The form that shows limits. */
export function limitsForm(limits: MessageLimits): LimitsForm {
  return {
    ...forEachCap((channel, span) => capField(limits.caps[channel][span])),
    gapHours: String(limits.gapHours),
    quietZone: limits.quietZone,
    engagement: onOrOff(limits.followsEngagement),
    ticketPause: onOrOff(limits.pausesForTicket),
    dealPause: onOrOff(limits.pausesForDeal),
  };
}

function capField(cap: number | null): string {
  return cap === null ? '' : String(cap);
}

function onOrOff(isOn: boolean): 'on' | 'off' {
  return isOn ? 'on' : 'off';
}
