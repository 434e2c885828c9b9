import { MOST_DAYS_SENDING, type CampaignTiming } from '#app/campaigns/campaign-content.ts';
import type { PreviewedOutcome } from '#app/campaigns/campaign-preview.ts';
import type { CampaignPhase, CampaignProblem } from '#app/campaigns/campaign.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { formatDay } from '#app/lib/format/time.ts';

/** Where a campaign stands, in a word or two. */
export const PHASE_WORDS: Readonly<Record<CampaignPhase, string>> = {
  draft: 'Draft',
  scheduled: 'Scheduled',
  sending: 'Sending',
  stopping: 'Cancelling',
  cancelled: 'Cancelled',
  stopped: 'Not sent',
  sent: 'Sent',
};

/** Why a campaign did not begin, and what to do. */
export const CAMPAIGN_PROBLEM_WORDS: Readonly<Record<CampaignProblem, string>> = {
  segment_gone:
    'The segment was archived before sending began. Choose another one and schedule again.',
  segment_changed:
    'The conditions of the segment were changed after the campaign was scheduled, so other people may be in it. Check who gets it and schedule again.',
  email_gone: 'The email was archived before sending began. Choose another one and schedule again.',
  unreadable:
    'Not all of it can be read, because another version of the app wrote it. Check all fields, save it and schedule again.',
  too_slow: `So many people are in the segment that sending would take more than ${String(MOST_DAYS_SENDING)} days. Allow more emails a minute and schedule again.`,
};

/** When a campaign is sent. */
export function timingWords(timing: CampaignTiming): string {
  switch (timing.kind) {
    case 'now':
      return 'A minute after Send now';
    case 'shop':
      return `${formatDay(timing.day)}, ${timing.time}`;
    case 'person':
      return `${formatDay(timing.day)}, ${timing.time} in each person’s time zone`;
  }
}

/** What becomes of the email of people, in words. */
export function previewWords({ act, reason }: Pick<PreviewedOutcome, 'act' | 'reason'>): string {
  switch (act) {
    case 'send':
      return 'Get it when it is due';
    case 'defer':
      return `Get it later: ${lowered(reasonWords(reason ?? ''))}`;
    case 'expire':
      return `Do not get it in time: ${lowered(reasonWords(reason ?? ''))}`;
    case 'skip':
      return `Do not get it: ${lowered(reasonWords(reason ?? ''))}`;
  }
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
