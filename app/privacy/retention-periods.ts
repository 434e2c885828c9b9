import { z } from 'zod';
import { formatNumber } from '#app/lib/format/number.ts';

/** What is kept for a while and then deleted; each is a column of table `shop`, `keep_<kind>_days`. */
export const RETENTION_KINDS = [
  'events',
  'decisions',
  'effects',
  'messages',
  'runs',
  'quarantine',
  'anonymous',
  'audit',
  'tasks',
  'uninstalled',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** Days that each kind is kept. */
export type RetentionPeriods = Record<RetentionKind, number>;

type PeriodLimits = {
  label: string;
  helpText: string;
  /** Days; the migration holds the same limits as checks. */
  least: number;
  most: number;
};

const YEARS = 3_650;

/**
 * The limits of each period. The least is what the app needs: a merge can be split for 90 days, an old delivery may be
 * received again for a week, and a score learns from a year of events.
 */
export const RETENTION_LIMITS = {
  events: {
    label: 'Events',
    helpText:
      'Visits, carts and what else people did, as shown in their timelines. Orders and totals stay.',
    least: 400,
    most: YEARS,
  },
  decisions: {
    label: 'Decisions',
    helpText: 'Why an email was sent, held back or skipped.',
    least: 90,
    most: YEARS,
  },
  effects: {
    label: 'Scheduled actions',
    helpText: 'Emails, banners and updates in Shopify that are done, skipped or failed.',
    least: 90,
    most: YEARS,
  },
  messages: {
    label: 'Sent emails and banners',
    helpText: 'Subject, time and click of each. Unsubscribe links go on working.',
    least: 90,
    most: YEARS,
  },
  runs: {
    label: 'Finished journey runs',
    helpText: 'Who went through which journey. Runs that are still going on always stay.',
    least: 90,
    most: YEARS,
  },
  quarantine: {
    label: 'Quarantined webhooks',
    helpText: 'Webhooks that could not be used, with their content. Replay them before.',
    least: 14,
    most: 365,
  },
  anonymous: {
    label: 'Anonymous visitors',
    helpText:
      'People without an email address, phone number, customer account or order, counted from their last visit.',
    least: 30,
    most: YEARS,
  },
  audit: {
    label: 'Audit log',
    helpText: 'Who of your staff changed or looked at what.',
    least: 365,
    most: YEARS,
  },
  tasks: {
    label: 'Closed sales tasks',
    helpText: 'Tasks that were completed or dropped, counted from then. Open ones always stay.',
    least: 90,
    most: YEARS,
  },
  uninstalled: {
    label: 'After uninstalling',
    helpText:
      'Everything of your store, counted from the day you uninstall. Shopify asks for it after 2 days in any case.',
    least: 3,
    most: 365,
  },
} as const satisfies Record<RetentionKind, PeriodLimits>;

export type ParsedRetentionForm =
  | { outcome: 'read'; periods: RetentionPeriods }
  | { outcome: 'refused'; errors: Partial<Record<RetentionKind, string>> };

/** What became of a form of periods that was sent. */
export type RetentionOutcome =
  { outcome: 'saved' | 'unchanged' } | Extract<ParsedRetentionForm, { outcome: 'refused' }>;

/** The form of the page: a text for each kind, as typed. */
export const RetentionPeriodsForm = z.record(z.enum(RETENTION_KINDS), z.string());

/** The periods of a form; every field that cannot be taken says what it may be. */
export function readRetentionForm(form: z.infer<typeof RetentionPeriodsForm>): ParsedRetentionForm {
  const errors: Partial<Record<RetentionKind, string>> = {};
  const days = RETENTION_KINDS.map((kind): [RetentionKind, number] => {
    const { least, most } = RETENTION_LIMITS[kind];
    const value = /^\s*\d{1,5}\s*$/.test(form[kind]) ? Number(form[kind]) : NaN;
    if (!(value >= least && value <= most))
      errors[kind] =
        `Enter a whole number of days from ${formatNumber(least)} to ${formatNumber(most)}.`;
    return [kind, value];
  });
  return Object.keys(errors).length > 0
    ? { outcome: 'refused', errors }
    : { outcome: 'read', periods: Object.fromEntries(days) as RetentionPeriods };
}
