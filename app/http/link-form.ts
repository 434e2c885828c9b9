import { EMAIL_TOPICS } from '#app/consent/email-topics.ts';
import {
  READER_FREQUENCIES,
  READER_PAUSE_MS,
  type ReaderFrequency,
  type ReaderPreferences,
} from '#app/consent/reader-preferences.ts';

/** The names and values of the fields of our own forms behind the unsubscribe link. */
export const LINK_FIELDS = {
  form: 'from',
  topic: 'topic',
  frequency: 'often',
  pause: 'pause',
  email: 'email',
  banners: 'banners',
} as const;

/** Which of our forms was sent, as its hidden field says. */
export type LinkFormName = 'page' | 'preferences' | 'banners' | 'subscribe';

/** What a reader chose in a form. */
export type ReaderForm = {
  declinedTopics: string[];
  frequency: ReaderFrequency;
  isPaused: boolean;
  wantsEmail: boolean;
  wantsBanners: boolean;
};

/** What was posted to an unsubscribe link. */
export type LinkForm =
  /** The request of a mail service, see RFC 8058: nothing was read. */
  | { name: 'one-click' }
  | { name: 'page' | 'subscribe' }
  | { name: 'banners'; wantsBanners: boolean }
  | { name: 'preferences'; chosen: ReaderForm };

/**
 * Reads what was posted. Mail services write the one-click request in every way, as a form of parts, in small letters or with
 * nothing in it; none writes the mark of our own forms. So all that has no such mark unsubscribes.
 */
export function readLinkForm(body: string): LinkForm {
  const fields = new URLSearchParams(body);
  const wantsBanners = fields.has(LINK_FIELDS.banners);
  const name = fields.get(LINK_FIELDS.form);
  switch (name) {
    case 'page':
    case 'subscribe':
      return { name };
    case 'banners':
      return { name, wantsBanners };
    case 'preferences':
      return { name, chosen: chosenIn(fields, wantsBanners) };
    default:
      return { name: 'one-click' };
  }
}

function chosenIn(fields: URLSearchParams, wantsBanners: boolean): ReaderForm {
  const wanted = new Set(fields.getAll(LINK_FIELDS.topic));
  const often = fields.get(LINK_FIELDS.frequency);
  return {
    declinedTopics: EMAIL_TOPICS.filter((topic) => !wanted.has(topic)),
    frequency: READER_FREQUENCIES.find((one) => one === often) ?? 'all',
    isPaused: fields.has(LINK_FIELDS.pause),
    wantsEmail: fields.has(LINK_FIELDS.email),
    wantsBanners,
  };
}

/** What holds after a form was sent: a pause that goes on keeps its end. @param now epoch milliseconds */
export function afterForm(
  known: ReaderPreferences,
  { declinedTopics, frequency, isPaused, wantsBanners }: ReaderForm,
  now: number,
): ReaderPreferences {
  const isPausedNow = known.pausedUntil !== null && known.pausedUntil > now;
  const until = isPausedNow ? known.pausedUntil : now + READER_PAUSE_MS;
  const pausedUntil = isPaused ? until : null;
  return { declinedTopics, frequency, pausedUntil, declinesBanners: !wantsBanners };
}
