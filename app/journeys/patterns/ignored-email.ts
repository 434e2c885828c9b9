import type { BannerStep } from '#app/journeys/steps/banner.ts';
import type { WaitForStep } from '#app/journeys/steps/wait-for.ts';
import { DAY } from '#app/lib/duration.ts';
import { USUAL_RELEVANCE_MS } from '#app/messages/planner/relevance.ts';

/** An email that is held back leaves so much later at most, and a day more for a mail server that puts it off. */
const SENT_WITHIN_MS = USUAL_RELEVANCE_MS + DAY;
/** Who did not click a link of an email within two days is taken to have ignored it: most clicks come on the first day. */
const IGNORED_AFTER_MS = 2 * DAY;
/** The next visit of most people who come back is within a week. */
const SHOWN_FOR_MS = 7 * DAY;

/** The banner, empty while none is chosen, and how long it may be shown, milliseconds. */
export type IgnoredEmailBanner = Pick<BannerStep, 'template'> & Partial<Pick<BannerStep, 'forMs'>>;

/**
 * Waits until the email before it has left, then for a click in an email of the run, and shows a banner on the next visit of
 * those who ignored it. A click leads on, as does the end of the banner, and an email that was not sent: it cannot be ignored.
 * @param next where those lead to who clicked, or got no email, and who were shown the banner; empty for what comes after
 */
export function ignoredEmailSteps(
  next: { clicked: string; shown: string },
  { template, forMs = SHOWN_FOR_MS }: IgnoredEmailBanner,
): [WaitForStep, WaitForStep, BannerStep] {
  return [
    {
      id: 'until-sent',
      kind: 'wait_for',
      events: ['mail.sent'],
      maxMs: SENT_WITHIN_MS,
      ownEmails: true,
      next: 'until-click',
      timeout: next.clicked,
    },
    {
      id: 'until-click',
      kind: 'wait_for',
      events: ['mail.clicked'],
      maxMs: IGNORED_AFTER_MS,
      ownEmails: true,
      next: next.clicked,
      timeout: 'ignored-banner',
    },
    { id: 'ignored-banner', kind: 'banner', template, forMs, next: next.shown },
  ];
}
