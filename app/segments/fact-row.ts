import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import type { Score } from '#app/scoring/score.ts';
import { normalizeText } from '#app/lib/normalize-text.ts';
import { strengthOf } from './conditions/interest-evaluator.ts';
import { CURRENCIES, NUMBER_FIELDS } from './fields/number-fields.ts';
import { spentIn } from './fields/order-sums.ts';
import { pointColumns, signalColumns } from './fields/signal-key.ts';
import { LIST_FIELDS, TEXT_FIELDS } from './fields/text-fields.ts';
import { TIME_FIELDS } from './fields/time-fields.ts';

/** The columns of profile_fact beside its key, with their types. */
export const FACT_COLUMNS: Record<string, string> = {
  ...ofType('int', ['model_version']),
  ...numberColumns(),
  ...ofType('text', ['grade', 'band', ...Object.keys(CURRENCIES)]),
  ...ofType('text', fieldsStored(TEXT_FIELDS)),
  ...ofType('bigint', [...fieldsStored(TIME_FIELDS), 'points_at']),
  ...ofType('text[]', [...Object.keys(LIST_FIELDS), 'spent_in', 'interest_product']),
  ...ofType('bigint[]', ['spent_by']),
  ...ofType('float8[]', ['signal_at', 'interest_at', 'points']),
  ...ofType('int[]', ['signal_sum']),
  ...ofType('smallint[]', ['interest_how']),
};

const STORED = [...Object.entries(NUMBER_FIELDS), ...Object.entries(TIME_FIELDS)];
const STORED_TEXTS = Object.entries(TEXT_FIELDS);
const STORED_LISTS = Object.entries(LIST_FIELDS);
const CURRENCY_COLUMNS = Object.entries(CURRENCIES);

function ofType(type: string, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, type]));
}

/** The columns of the numbers that a row keeps. */
function numberColumns(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(NUMBER_FIELDS).flatMap(([field, { column }]) =>
      column ? [[field, column]] : [],
    ),
  );
}

function fieldsStored(table: Record<string, { stored?: unknown }>): string[] {
  return Object.entries(table).flatMap(([field, { stored }]) =>
    stored === undefined ? [] : [field],
  );
}

/** What of a score is kept: that which does not follow from the row's own columns. */
export type StoredScore = Pick<Score, 'fit' | 'grade' | 'band'>;

/**
 * What predicates read of a person, as a row of profile_fact; each value is read as in memory. What changes with
 * time alone is calculated when it is read, from the moments that are kept.
 * @param model by which the score was calculated
 * @param score as of the moment of writing; fit and grade do not change until the row is written again
 */
export function factRow(
  model: ScoreModel,
  profile: ProfileState,
  score: StoredScore,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, fact] of STORED) row[field] = fact.stored?.(profile);
  for (const [field, fact] of STORED_TEXTS) {
    const text = fact.stored?.(profile) ?? null;
    row[field] = text === null ? undefined : normalizeText(text);
  }
  for (const [column, read] of CURRENCY_COLUMNS) row[column] = read(profile);
  for (const [field, fact] of STORED_LISTS) row[field] = fact.read(profile).map(normalizeText);
  const { orders, interests } = profile;
  const currencies = [
    ...new Set([...Object.keys(orders.grossMinor), ...Object.keys(orders.refundedMinor)]),
  ];
  const signals = signalColumns(profile.signals);
  const points = pointColumns(model, profile);
  // Into the same object: a copy of so many columns a person would be most of what a batch clears away.
  return Object.assign(row, {
    fit: score.fit,
    grade: normalizeText(score.grade),
    band: score.band,
    model_version: model.version,
    points_at: points.at,
    points: listed(points.sizes),
    spent_in: currencies,
    spent_by: listed(currencies.map((currency) => spentIn(profile, currency))),
    signal_at: listed(signals.at),
    signal_sum: listed(signals.sum),
    interest_product: interests.map(([product]) => product),
    interest_at: listed(interests.map(([, at]) => at)),
    interest_how: listed(interests.map(strengthOf)),
  });
}

/** Numbers as the database writes a list of them: it reads that in half the time it needs for JSON's. */
function listed(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}
