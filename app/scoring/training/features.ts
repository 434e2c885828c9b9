import type { ProfileState } from '#app/profiles/profile-state.ts';
import { fits } from '../fit.ts';
import { intentParts, partSize, toHundred } from '../intent.ts';
import type { FitRule, ScoreModel, SignalRule } from '../model.ts';
import { combined } from '../score.ts';
import { UNLEARNED_SIGNALS } from './history.ts';

/**
 * One number that is known of a person at a moment: how much a signal counts, or whether a rule of fit holds.
 * These are the rules of a score model without their points, so that what is learned can become points.
 */
export type Feature =
  | { kind: 'signal'; rule: SignalRule; /** The most that counts, in occurrences. */ most: number }
  | { kind: 'fit'; rule: FitRule };

/** The rules of a model that can be learned: those that it counts, of what people do themselves. */
export function featuresOf(model: ScoreModel): Feature[] {
  return [
    ...model.signals.flatMap((rule): Feature[] =>
      rule.points === 0 || UNLEARNED_SIGNALS.includes(rule.signal)
        ? []
        : [{ kind: 'signal', rule, most: rule.cap / Math.abs(rule.points) }],
    ),
    ...model.fit.map((rule): Feature => ({ kind: 'fit', rule })),
  ];
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

/**
 * The intent that a model gives, from the rules among the features alone.
 * @returns the intent, 0 to 100, of a person with these values
 */
export function intentBy(
  features: readonly Feature[],
  model: ScoreModel,
): (values: readonly number[]) => number {
  const known = new Map(model.signals.map((rule) => [rule.signal, rule]));
  const rules = features.map((one) =>
    one.kind === 'signal' ? known.get(one.rule.signal) : undefined,
  );
  return (values) => {
    let points = 0;
    for (const [place, rule] of rules.entries()) {
      if (!rule) continue;
      const size = Math.min(rule.cap, Math.abs(rule.points) * (values[place] ?? 0));
      points += rule.points < 0 ? -size : size;
    }
    return toHundred(points);
  };
}

/**
 * The score that a model gives, from the rules among the features alone.
 * @returns the score, 0 to 100, of a person with these values
 */
export function scoreBy(
  features: readonly Feature[],
  model: ScoreModel,
): (values: readonly number[]) => number {
  const known = new Map(model.fit.map((rule) => [JSON.stringify(rule.when), rule.points]));
  const fitPoints = features.map(({ kind, rule }) =>
    kind === 'fit' ? (known.get(JSON.stringify(rule.when)) ?? 0) : 0,
  );
  const intentOf = intentBy(features, model);
  return (values) => {
    let fit = 0;
    for (const [place, points] of fitPoints.entries()) fit += points * (values[place] ?? 0);
    return combined(model, intentOf(values), toHundred(fit));
  };
}
