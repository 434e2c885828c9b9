import { DAY, MINUTE } from '#app/lib/duration.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { isTooSlow, MOST_DAYS_SENDING, type CampaignContent } from './campaign-content.ts';
import type { Campaign } from './campaign.ts';
import { hasOtherVariables } from './campaign-email.ts';
import { campaignWindow } from './campaign-times.ts';

/** What of a shop a campaign refers to. */
export type CampaignReferences = {
  /** The keys of the segments in use. */
  segments: ReadonlySet<string>;
  /** The keys of the emails that a campaign may send. */
  emails: ReadonlySet<string>;
};

/** The part of the page that a problem is about. */
export type CampaignField = 'segment' | 'email' | 'timing';
/** Why a campaign cannot be scheduled, as what to do about it. */
export type CampaignFault = { field: CampaignField; message: string };

/** The email of the shop was archived, or shows now what only an order or a cart has. */
export const EMAIL_GONE: CampaignFault = {
  field: 'email',
  message: 'The email cannot be sent by a campaign any more. Choose another.',
};

/** Why a campaign cannot go to so many people as slowly as it says; empty when it can. */
export function paceFaults(people: number, perMinute: number): CampaignFault[] {
  if (!isTooSlow(people, perMinute)) return [];
  const least = Math.ceil((people * MINUTE) / (MOST_DAYS_SENDING * DAY));
  const message = `To ${formatNumber(people)} people sending would take more than ${String(MOST_DAYS_SENDING)} days. Allow ${formatNumber(least)} emails a minute or more.`;
  return [fault('timing', message)];
}

/** No campaign is planned further ahead, milliseconds. */
const FURTHEST_MS = 366 * DAY;

/**
 * Why a campaign cannot be scheduled; empty when it can.
 * @param timeZone the shop's (IANA)
 * @param now epoch milliseconds
 */
export function campaignFaults(
  content: CampaignContent,
  known: CampaignReferences,
  timeZone: string,
  now: number,
): CampaignFault[] {
  return [
    ...(known.segments.has(content.segment)
      ? []
      : [fault('segment', 'The segment does not exist any more. Choose another.')]),
    ...emailFaults(content, known),
    ...timingFaults(content, timeZone, now),
  ];
}

function fault(field: CampaignField, message: string): CampaignFault {
  return { field, message };
}

/** What a campaign of which not all can be read needs first. */
export function unreadableFaults({ isReadable }: Pick<Campaign, 'isReadable'>): CampaignFault[] {
  const message =
    'It was written by another version of the app. Check all fields, change what is missing and save it.';
  return isReadable ? [] : [fault('email', message)];
}

function emailFaults({ email }: CampaignContent, known: CampaignReferences): CampaignFault[] {
  if (email.kind === 'template') return known.emails.has(email.key) ? [] : [EMAIL_GONE];
  const { subject, preview, heading, text, button } = email;
  const isForeign = [subject, preview, heading, text, button].some(hasOtherVariables);
  return [
    ...(subject === '' ? [fault('email', 'Enter a subject.')] : []),
    ...(text === '' ? [fault('email', 'Write the text.')] : []),
    ...(isForeign
      ? [fault('email', 'Only {{ firstName }} can stand for something. Remove other braces.')]
      : []),
  ];
}

function timingFaults({ timing }: CampaignContent, timeZone: string, now: number): CampaignFault[] {
  if (timing.kind === 'now') return [];
  const { begins, ends } = campaignWindow(timing, timeZone, 0);
  if (ends < now) return [fault('timing', 'This time is over. Choose a later one.')];
  return begins > now + FURTHEST_MS
    ? [fault('timing', 'Choose a day within a year from now.')]
    : [];
}
