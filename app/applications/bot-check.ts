import { SECOND } from '#app/lib/duration.ts';

/**
 * - `person`: nothing speaks against it.
 * - `trapped`: a field is filled that no person sees. Programs do that, and so do browsers that fill forms in.
 * - `too_fast`: sent sooner than a person can type.
 * - `no_start`: no script noted when the form was shown: a program, or a browser without scripts.
 */
export type BotCheckResult = 'person' | 'trapped' | 'too_fast' | 'no_start';

export const SHORTEST_MS = 3 * SECOND;

/** The form's field that is hidden from people. */
const TRAP_FIELD = 'leave_empty';
/** As it was called in themes of before: by that name, browsers take it for one that they know. */
const OLD_TRAP_FIELD = 'nickname';
/** The fields in which the script notes when the form was shown and sent, epoch milliseconds by the visitor's clock. */
export const START_FIELD = 'started_at';
const SENT_FIELD = 'sent_at';

/**
 * Judges whether a person filled the form. A sender that is no `person` is asked once more, and never lost: each of these
 * signs is also that of an honest applicant's browser.
 * @param realNow real time, epoch milliseconds: the visitor's browser knows no other
 */
export function checkForBot(form: URLSearchParams, realNow: number): BotCheckResult {
  const traps = [...form.getAll(TRAP_FIELD), ...form.getAll(OLD_TRAP_FIELD)];
  if (traps.some((text) => text !== '')) return 'trapped';
  const started = momentIn(form, START_FIELD);
  if (started === null) return 'no_start';
  // Two moments of one clock tell how long the form was open, however wrong that clock is. Scripts of before tell one
  // alone: when it is later than ours, nothing follows from it. A page may stand open for days.
  const elapsed = (momentIn(form, SENT_FIELD) ?? realNow) - started;
  return elapsed >= 0 && elapsed < SHORTEST_MS ? 'too_fast' : 'person';
}

function momentIn(form: URLSearchParams, field: string): number | null {
  const [text = '', ...more] = form.getAll(field);
  return more.length === 0 && /^\d{13}$/.test(text) ? Number(text) : null;
}

/** What a sender reads that may be a program, in a form whose script shows answers in place. */
export const BOT_MESSAGES: Record<
  Exclude<BotCheckResult, 'person'>,
  { field: string; text: string }
> = {
  trapped: {
    field: TRAP_FIELD,
    text: 'Your browser filled in a field that has to stay empty. Send the form once more. If you read this again, reload the page and fill the form in by hand.',
  },
  too_fast: {
    field: START_FIELD,
    text: 'That was very quick. Wait a few seconds and send the form again.',
  },
  no_start: { field: START_FIELD, text: 'Reload this page and send the form again.' },
};

/** What is already known of an email address and of the shop when an application arrives. */
export type EarlierApplications = {
  /** Whether one is open that its owner confirmed, or that says the same in every field. */
  isRepeat: boolean;
  /** Confirmed applications of this address in the last 24 hours, decided or not. */
  confirmedToday: number;
  /** Applications to the shop in the last hour. */
  lastHourOfShop: number;
};

/** More than a mention on television brings; the limit of an address is what stops programs. */
export const MOST_PER_SHOP_AND_HOUR = 200;

/**
 * Whether another application may be stored. `repeat` is the same application sent again (a double click,
 * a lost answer): the sender is answered that it was received, and nothing is stored or mailed a second time.
 * Applications that were not confirmed count for nothing else: a stranger may have typed the address.
 */
export function checkLimits(earlier: EarlierApplications): 'store' | 'repeat' | 'too_many' {
  if (earlier.isRepeat) return 'repeat';
  if (earlier.confirmedToday > 0) return 'too_many';
  return earlier.lastHourOfShop >= MOST_PER_SHOP_AND_HOUR ? 'too_many' : 'store';
}
