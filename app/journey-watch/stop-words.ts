import { formatDuration } from '#app/lib/format/duration.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { JourneyStop, ShownStop } from './journey-stop.ts';
import { readNoneEntered, type StopCause } from './stop-cause.ts';

/** What happened, in a line: "“Welcome” has stopped: no one enters". */
export function stopTitle({
  journey,
  measure,
  cause,
  detail,
}: Pick<ShownStop, 'journey' | 'measure' | 'cause' | 'detail'>): string {
  if (journey === null && measure !== 'deliveries') return commonTitle(cause, detail);
  const name = journey === null ? 'All journeys' : `“${journey}”`;
  if (cause === 'none_entered') return `No one has entered ${name} since it was published`;
  switch (measure) {
    case 'deliveries':
      return 'Shopify sends no more webhooks, and journeys stand still';
    case 'entries':
      return `${name} has stopped: no one enters any more`;
    case 'emails':
      return `${name} has stopped sending emails`;
    case 'walk':
      return `${name} has a step that fails`;
  }
}

/** What the storefront reports comes under this topic, which merchants do not know. */
const STOREFRONT = 'storefront/batch';

function topicWords(detail: string): string {
  return detail.replace(STOREFRONT, 'visits of your storefront');
}

/** What stands still in several journeys by one cause. */
function commonTitle(cause: StopCause, detail: string): string {
  if (cause === 'topic_silent' && detail === STOREFRONT)
    return 'Your storefront reports no more visits';
  if (cause === 'topic_silent')
    return detail.includes(STOREFRONT)
      ? `No more ${topicWords(detail)} come`
      : `Shopify sends no more ${detail}`;
  if (cause === 'sender_refused') return 'Emails of journeys are not taken';
  return 'Events are not processed, and journeys stand still';
}

type CauseWords = { why: (detail: string) => string; advice: string };

const CAUSES: Record<StopCause, CauseWords> = {
  not_processed: {
    why: () => 'Events are received and not processed.',
    advice: 'Nothing is lost. Check that the worker is running.',
  },
  source_silent: {
    why: () => 'Nothing has come from Shopify, although events are usual at these hours.',
    advice:
      'Compare with Shopify on the data quality page, and ask the operator of Tendril to renew its webhooks.',
  },
  topic_silent: {
    why: (detail) => `None of ${topicWords(detail)} comes, by which journeys start.`,
    advice: 'See on the data quality page what can be done about this topic.',
  },
  reference_gone: {
    why: (detail) => `Something it refers to is gone. ${detail}`,
    advice: 'Edit the journey and choose another.',
  },
  filter_refuses: {
    why: () => 'No one entered since then, and most people were refused by its condition to enter.',
    advice: 'Look at who was refused under Decisions, and correct the condition.',
  },
  entry_refused: {
    why: (detail) =>
      `No one entered since then, and most people were refused: ${lowered(reasonWords(detail))}.`,
    advice: 'Look at who was refused under Decisions.',
  },
  nothing_matches: {
    why: () => 'The events come, and none is as its trigger asks.',
    advice: 'Look at what starts the journey: products, collections, amounts.',
  },
  not_subscribed: {
    why: (detail) => `Most of its emails may not be sent: ${lowered(reasonWords(detail))}.`,
    advice: 'Check that people can still agree to emails, and that agreements reach Tendril.',
  },
  quiet_hours: {
    why: () => 'Most of its emails are held back by the quiet hours.',
    advice: 'Check the quiet hours under Settings.',
  },
  sender_refused: {
    why: (detail) => `Most emails were not taken: ${lowered(reasonWords(detail))}.`,
    advice: 'Check your sender under Settings.',
  },
  emails_skipped: {
    why: (detail) => `Most of its emails were skipped: ${lowered(reasonWords(detail))}.`,
    advice: 'Look at the emails that were not sent under Decisions.',
  },
  emails_put_off: {
    why: (detail) => `Most of its emails are put off: ${lowered(reasonWords(detail))}.`,
    advice: 'Look at the emails that were put off under Decisions.',
  },
  emails_failed: {
    why: (detail) => `Most of its emails failed: ${lowered(reasonWords(detail))}.`,
    advice: 'Look at the emails that failed under Decisions.',
  },
  no_entries: {
    why: () => 'None of its emails came up.',
    advice: 'Look at where people wait in the journey.',
  },
  none_entered: {
    why: noneEnteredWords,
    advice: 'Look at what starts the journey and at its condition to enter, and under Decisions.',
  },
  step_fails: {
    why: (detail) => `The daily walk of a seed shopper did not get through. ${detail}`,
    advice: 'Edit the journey and correct the step.',
  },
  unknown: {
    why: () => 'No cause could be seen.',
    advice: 'Look at what starts the journey, and at the decisions of the last hours.',
  },
};

function noneEnteredWords(detail: string): string {
  const { times, waitedMs, reason } = readNoneEntered(detail);
  const waited = formatDuration(waitedMs);
  if (times === 0) return `In ${waited} events came, and none was as its trigger asks.`;
  const looked = `In ${waited} people were looked at ${String(times)} times, and none entered`;
  return reason === undefined ? `${looked}.` : `${looked}: ${lowered(reasonWords(reason))}.`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Why it stopped, in a sentence. */
export function stopReason({ cause, detail }: Pick<JourneyStop, 'cause' | 'detail'>): string {
  return CAUSES[cause].why(detail);
}

/** What to do about it, in a sentence. */
export function stopAdvice({ cause }: Pick<JourneyStop, 'cause'>): string {
  return CAUSES[cause].advice;
}

/** The page on which it is corrected. */
export function stopPath({ journeyKey, cause }: Pick<JourneyStop, 'journeyKey' | 'cause'>): string {
  if (cause === 'sender_refused') return '/app/settings';
  if (journeyKey === '' || cause === 'topic_silent') return '/app/settings/data-quality';
  return `/app/journeys/${journeyKey}`;
}

/** How long a stop takes to be noticed: "about 20 minutes". */
export function noticeWords(noticeMs: number): string {
  return `about ${formatDuration(noticeMs)}`;
}
