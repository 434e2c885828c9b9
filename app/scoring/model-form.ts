import type { ConsentState } from '#app/events/event.ts';
import type { Signal } from '#app/profiles/profile-state.ts';
import type { FitCondition, FitRule } from './model.ts';
import type { DraftProblems, ScoreDraft } from './parse-score-model.ts';

/** What the editor holds: numbers and lists as they are typed. */
export type ModelForm = {
  signals: SignalRow[];
  fit: FitRow[];
  thresholds: {
    digits: Record<'1' | '2' | '3', string>;
    letters: Record<'A' | 'B' | 'C', string>;
  };
  /** Of the number how much is intent, in percent. */
  intentPercent: string;
};

export type SignalRow = { signal: Signal; points: string; cap: string; halfLifeDays: string };

/**
 * `values`: one a line for companies, with commas for codes; a number for what is asked of orders; unused for what is
 * known.
 */
export type FitRow = { label: string; ask: FitAsk; values: string; points: string };

/** What a rule of fit can ask, in the words of the picker. */
export const FIT_ASKS = {
  'email known': 'Email address is known',
  'phone known': 'Phone number is known',
  'customerId known': 'Is a customer in Shopify',
  'company known': 'Company is known',
  'country known': 'Country is known',
  'locale known': 'Language is known',
  'country one_of': 'Country is one of',
  'locale one_of': 'Language is one of',
  'company one_of': 'Company is one of',
  'email consent': 'Consent to email is one of',
  'sms consent': 'Consent to text messages is one of',
  orders: 'Orders kept, at least',
  'orders pieces': 'Pieces of an order on average, at least',
  'orders returned': 'Percentage of ordered items that were returned, at least',
  'orders gap': 'Days between orders on average, at most',
} as const;
export type FitAsk = keyof typeof FIT_ASKS;

/** The states of consent, in words. */
export const CONSENT_WORDS: Record<ConsentState, string> = {
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
  pending: 'Waiting for confirmation',
  not_subscribed: 'Not subscribed',
  invalid: 'Address does not work',
  redacted: 'Erased',
};

/** The form that shows a model. */
export function modelFormOf({ signals, fit, thresholds, intentShare }: ScoreDraft): ModelForm {
  const { digits, letters } = thresholds;
  return {
    signals: signals.map(({ signal, points, cap, halfLifeDays }) => ({
      signal,
      points: String(points),
      cap: String(cap),
      halfLifeDays: String(halfLifeDays),
    })),
    fit: fit.map(fitRowOf),
    thresholds: {
      digits: { 1: String(digits[1]), 2: String(digits[2]), 3: String(digits[3]) },
      letters: { A: String(letters.A), B: String(letters.B), C: String(letters.C) },
    },
    // A share such as 0.35 must not be shown as 35.00000000000001.
    intentPercent: String(Number((intentShare * 100).toPrecision(12))),
  };
}

function fitRowOf({ label, when, points }: FitRule): FitRow {
  return { label, points: String(points), ...askOf(when) };
}

function askOf(when: FitCondition): Pick<FitRow, 'ask' | 'values'> {
  if ('orders' in when)
    return {
      ask: when.orders === 'kept' ? 'orders' : `orders ${when.orders}`,
      values: String(when.value),
    };
  if ('consent' in when) return { ask: `${when.consent} consent`, values: when.values.join(', ') };
  if (when.is === 'known') return { ask: `${when.trait} known`, values: '' };
  const between = when.trait === 'company' ? '\n' : ', ';
  return { ask: `${when.trait} one_of`, values: when.values.join(between) };
}

/** What the form says, for `parseScoreModel` to read. */
export function modelDraftOf({ signals, fit, thresholds, intentPercent }: ModelForm): unknown {
  const percent = intentPercent.trim().replace(',', '.');
  return {
    signals,
    fit: fit.map(({ label, points, ...ask }) => ({ label, points, when: conditionOf(ask) })),
    thresholds,
    intentShare: percent === '' || Number.isNaN(Number(percent)) ? percent : Number(percent) / 100,
  };
}

function conditionOf({ ask, values }: Pick<FitRow, 'ask' | 'values'>): unknown {
  if (ask === 'orders') return { orders: 'kept', is: 'at_least', value: values };
  const [about, is] = ask.split(' ');
  if (about === 'orders')
    return { orders: is, is: is === 'gap' ? 'at_most' : 'at_least', value: values };
  if (is === 'known') return { trait: about, is };
  const given = values
    .split(about === 'company' ? '\n' : /[\n,]/)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return is === 'consent'
    ? { consent: about, is: 'one_of', values: given }
    : { trait: about, is: 'one_of', values: given };
}

/** What is wrong at a field or anywhere within it; undefined when nothing is. */
export function problemAt(problems: DraftProblems, field: string): string | undefined {
  const place = Object.keys(problems).find((key) => key === field || key.startsWith(`${field}.`));
  return place === undefined ? undefined : problems[place];
}
