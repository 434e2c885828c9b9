import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';

/**
 * - `person`: nothing speaks against it.
 * - `trapped`: filled the field that no person sees; answered like a person and not stored.
 * - `too_fast`, `no_start`: sent sooner than a person can type, or without the start that our script notes.
 */
export type BotVerdict = 'person' | 'trapped' | 'too_fast' | 'no_start';

const SHORTEST_MS = 3 * SECOND;
const LONGEST_MS = DAY;
/** A visitor's clock may run ahead of ours. */
const CLOCK_LEAD_MS = 5 * MINUTE;

/** The form's field that is hidden from people. */
const TRAP_FIELD = 'nickname';
/** The form's field in which the script notes when the form was shown, epoch milliseconds. */
export const START_FIELD = 'started_at';

/**
 * Judges whether a person filled the form.
 * @param realNow real time, epoch milliseconds: the visitor's browser knows no other
 */
export function checkForBot(form: URLSearchParams, realNow: number): BotVerdict {
  if (form.getAll(TRAP_FIELD).some((text) => text !== '')) return 'trapped';
  const started = form.getAll(START_FIELD);
  if (started.length !== 1 || !/^\d{13}$/.test(started[0] ?? '')) return 'no_start';
  const elapsed = realNow - Number(started[0]);
  if (elapsed > LONGEST_MS || elapsed < -CLOCK_LEAD_MS) return 'no_start';
  return elapsed < SHORTEST_MS ? 'too_fast' : 'person';
}

/** What a person reads who was taken for a program. */
export const BOT_MESSAGES: Record<'too_fast' | 'no_start', string> = {
  too_fast: 'That was very quick. Wait a few seconds and send the form again.',
  no_start: 'Reload this page and send the form again.',
};

/** What is already known of an e-mail address and of the shop when an application arrives. */
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
 * a lost answer): the sender hears that it was received, and nothing is stored or mailed a second time.
 * Applications that were not confirmed count for nothing else: anybody may have typed the address.
 */
export function checkLimits(earlier: EarlierApplications): 'store' | 'repeat' | 'too_many' {
  if (earlier.isRepeat) return 'repeat';
  if (earlier.confirmedToday > 0) return 'too_many';
  return earlier.lastHourOfShop >= MOST_PER_SHOP_AND_HOUR ? 'too_many' : 'store';
}
