import { fits } from '../fit.ts';
import { intentParts, partSize, toHundred } from '../intent.ts';
import type { FitCondition, FitRule, ScoreModel, SignalRule } from '../model.ts';
import { combined } from '../score.ts';
import type { ProfileState, Signal } from '#app/profiles/profile.ts';

/**
 * One number that is told of a person at a moment: how much a signal counts, or whether a rule of fit holds.
 * These are the rules of a score model without their points, so that what is learned can become points.
 */
export type Feature =
  | { kind: 'signal'; rule: SignalRule; /** The most that counts, in occurrences. */ most: number }
  | { kind: 'fit'; rule: FitRule };

/** What the shop does by its own choice: it would tell whom the shop wrote to, not who buys. */
const THE_SHOPS_OWN: readonly Signal[] = ['mail_sent', 'banner_seen'];

/**
 * The rules of a model that can be learned: signals that it counts, and rules of fit whose answer at a past
 * moment is known. When somebody's address or country was first told is not kept, and guessing it from what
 * is known today would let the future in: those who bought have told more since.
 */
export function featuresOf(model: ScoreModel): Feature[] {
  return [
    ...model.signals.flatMap((rule): Feature[] =>
      rule.points === 0 || THE_SHOPS_OWN.includes(rule.signal)
        ? []
        : [{ kind: 'signal', rule, most: rule.cap / Math.abs(rule.points) }],
    ),
    ...model.fit.flatMap((rule): Feature[] =>
      isKnownOfThePast(rule.when) ? [{ kind: 'fit', rule }] : [],
    ),
  ];
}

function isKnownOfThePast(condition: FitCondition): boolean {
  return 'consent' in condition || 'orders' in condition;
}

/**
 * The numbers of a person at a moment, in the order of the features: occurrences of a signal, faded by its
 * half-life and held at its cap, and 1 or 0 for a rule of fit.
 * @param at epoch milliseconds
 */
export function valuesOf(
  features: readonly Feature[],
  model: ScoreModel,
  state: ProfileState,
  at: number,
): number[] {
  const parts = new Map(intentParts(model, state, at).map((part) => [part.rule.signal, part]));
  return features.map((feature) => {
    if (feature.kind === 'fit') return fits(feature.rule.when, state) ? 1 : 0;
    const part = parts.get(feature.rule.signal);
    return part ? partSize(part, at) / Math.abs(part.rule.points) : 0;
  });
}

/** The intent that a model gives to whom these values are told of, from the rules among the features alone. */
export function intentOf(
  features: readonly Feature[],
  model: ScoreModel,
  values: readonly number[],
): number {
  const points = new Map(model.signals.map((rule) => [rule.signal, rule.points]));
  return toHundred(
    sumOf(features, values, (feature) =>
      feature.kind === 'signal' ? (points.get(feature.rule.signal) ?? 0) : 0,
    ),
  );
}

/** The score, 0 to 100, that a model gives to whom these values are told of, from these rules alone. */
export function scoreOfValues(
  features: readonly Feature[],
  model: ScoreModel,
  values: readonly number[],
): number {
  const points = new Map(model.fit.map((rule) => [JSON.stringify(rule.when), rule.points]));
  const fit = sumOf(features, values, (feature) =>
    feature.kind === 'fit' ? (points.get(JSON.stringify(feature.rule.when)) ?? 0) : 0,
  );
  return combined(model, intentOf(features, model, values), toHundred(fit));
}

function sumOf(
  features: readonly Feature[],
  values: readonly number[],
  pointsOf: (feature: Feature) => number,
): number {
  return features.reduce(
    (sum, feature, place) => sum + pointsOf(feature) * (values[place] ?? 0),
    0,
  );
}
