import { formatCount } from '#app/lib/format/count.ts';
import { stopReason, stopTitle } from '#app/journey-watch/stop-words.ts';
import { HOUR } from '#app/lib/duration.ts';
import type { HomeFigures } from './home.ts';

/** Something worth doing now, the most urgent first. */
export type NextStep = { key: string; title: string; detail: string; label: string; url: string };

/** A delivery that waits longer than this is a sign of trouble, milliseconds. */
const LATE = 60_000;

type Figures = Pick<
  HomeFigures,
  | 'applications'
  | 'companiesRefused'
  | 'quarantined'
  | 'mailsInDoubt'
  | 'silentTopics'
  | 'stops'
  | 'watchedAt'
  | 'inbox'
  | 'mails'
> & { setup: Pick<HomeFigures['setup'], 'hasSender'> };

/** What to do next, read from the figures of the start page. */
export function nextSteps(home: Figures, now: number): NextStep[] {
  return [
    applicationsStep(home.applications.count),
    refusedStep(home.companiesRefused),
    lateStep(home.inbox, now),
    ...stopSteps(home.stops),
    unwatchedStep(home.watchedAt, now),
    quarantineStep(home.quarantined),
    doubtStep(home.mailsInDoubt),
    balanceStep(home.mails.holds),
    home.setup.hasSender ? null : SENDER_STEP,
    silenceStep(home.silentTopics),
  ].filter((step) => step !== null);
}

function applicationsStep(count: number): NextStep | null {
  if (count === 0) return null;
  return {
    key: 'applications',
    title: `${formatCount(count, { one: 'wholesale application waits', many: 'wholesale applications wait' })} for an answer`,
    detail: 'Answer each within 24 hours.',
    label: 'Review applications',
    url: '/app/wholesale',
  };
}

function refusedStep(count: number): NextStep | null {
  if (count === 0) return null;
  return {
    key: 'refused',
    title: `Shopify refused to create ${formatCount(count, { one: 'company', many: 'companies' })} that you approved`,
    detail: 'Correct the details and try again, or approve with a tag only.',
    label: 'Show applications',
    url: '/app/wholesale?state=approving',
  };
}

function lateStep({ count, oldestAt }: HomeFigures['inbox'], now: number): NextStep | null {
  if (oldestAt === null || now - oldestAt < LATE) return null;
  return {
    key: 'late',
    title: `${formatCount(count, { one: 'message', many: 'messages' })} from Shopify not processed yet`,
    detail: 'Nothing is lost, but figures and emails are late. Check that the worker is running.',
    label: 'Show problems',
    url: '/app/problems',
  };
}

/** More stops than these are one step together. */
const MOST_STOPS = 3;
const SHOW_STOPS = { label: 'Show why', url: '/app/problems?tab=stops' };

function stopSteps(stops: HomeFigures['stops']): NextStep[] {
  const shown = stops.length > MOST_STOPS ? stops.slice(0, MOST_STOPS - 1) : stops;
  const more = stops.length - shown.length;
  return [
    ...shown.map((stop) => ({
      key: `stop:${stop.id}`,
      title: stopTitle(stop),
      detail: stopReason(stop),
      ...SHOW_STOPS,
    })),
    ...(more === 0
      ? []
      : [
          {
            key: 'stops',
            title: `${formatCount(more, { one: 'more journey has', many: 'more journeys have' })} stopped`,
            detail: 'Each with its reason and what to do.',
            ...SHOW_STOPS,
          },
        ]),
  ];
}

/** Journeys are looked at every 15 minutes at least. */
const UNWATCHED_MS = HOUR;

function unwatchedStep(watchedAt: number | null, now: number): NextStep | null {
  if (watchedAt === null || now - watchedAt < UNWATCHED_MS) return null;
  return {
    key: 'unwatched',
    title: 'Journeys are not being watched',
    detail: 'A journey that stops would not be noticed. Check that the worker is running.',
    label: 'Show problems',
    url: '/app/problems',
  };
}

function quarantineStep(count: number): NextStep | null {
  if (count === 0) return null;
  return {
    key: 'quarantine',
    title: `${formatCount(count, { one: 'message', many: 'messages' })} from Shopify could not be read`,
    detail: 'Nothing is lost: it is quarantined with the reason and can be tried again.',
    label: 'Show problems',
    url: '/app/problems',
  };
}

function doubtStep(count: number): NextStep | null {
  if (count === 0) return null;
  return {
    key: 'doubt',
    title: `Delivery of ${formatCount(count, { one: 'email', many: 'emails' })} unconfirmed`,
    detail: 'The mail server broke off before it answered. Decide whether to send again.',
    label: 'Decide',
    url: '/app/problems',
  };
}

function balanceStep(holds: boolean): NextStep | null {
  if (holds) return null;
  return {
    key: 'balance',
    title: 'The count of emails does not add up',
    detail: 'Some email is neither sent, skipped, waiting nor failed. Please report this.',
    label: 'Show problems',
    url: '/app/problems',
  };
}

const SENDER_STEP: NextStep = {
  key: 'sender',
  title: 'Your emails have no sender yet',
  detail: 'Until then emails come from the contact address of your store.',
  label: 'Set up sender',
  url: '/app/settings',
};

function silenceStep(topics: readonly string[]): NextStep | null {
  if (topics.length === 0) return null;
  return {
    key: 'silence',
    title: `No more events for ${topics.join(', ')}`,
    detail: 'Events are usual at these hours. They may not be lost.',
    label: 'Show data quality',
    url: '/app/settings/data-quality',
  };
}
