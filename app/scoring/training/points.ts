import type { FitRule, ScoreModel, SignalRule } from '../model.ts';
import { intentBy, type Feature } from './features.ts';
import type { LearnedRule } from './evidence.ts';
import type { Example } from './example.ts';

/** Points are rounded to a hundredth, none of a learned rule is 0, and none is above what a model may hold. */
const FINEST = 0.01;
const MOST = 100;

/**
 * A model whose points are the learned weights, scaled: half-lives and thresholds stay as they are, and so
 * do rules of which nothing was learned. Candidates that turned out to predict something are added.
 *
 * Points for signals are as large as makes the same share of the examples hot as before, and points for rules
 * of fit add up to as much as before, so that grades keep their sense. How much of the single number is
 * intent then follows: signals and fit weigh in it as they were learned to.
 */
export function pointsFrom(
  features: readonly Feature[],
  inUse: ScoreModel,
  rules: readonly LearnedRule[],
  examples: readonly Pick<Example, 'values'>[],
): ScoreModel {
  const ofSignals = heldWithin(signalScale(features, inUse, rules, examples), rules, 'signal');
  const ofFit = heldWithin(fitScale(rules), rules, 'fit');
  const share = ofSignals === null || ofFit === null ? null : ofFit / (ofSignals + ofFit);
  const weights = new Map(rules.map((rule) => [rule.feature.rule, rule]));
  return {
    ...inUse,
    signals:
      ofSignals === null
        ? inUse.signals
        : [...inUse.signals, ...newSignals(rules, inUse.signals)].map((rule) => {
            const learned = weights.get(rule);
            if (learned?.feature.kind !== 'signal') return rule;
            return withPoints(rule, learned.weight * ofSignals, learned.most);
          }),
    fit:
      ofFit === null
        ? inUse.fit
        : [...inUse.fit, ...newFit(rules, inUse.fit)].map((rule) => {
            const learned = weights.get(rule);
            return learned ? { ...rule, points: rounded(learned.weight * ofFit) } : rule;
          }),
    intentShare: share === null ? inUse.intentShare : Math.round(share * 100) / 100,
  };
}

/** The signals among what was learned that the model in use does not count. */
function newSignals(rules: readonly LearnedRule[], known: readonly SignalRule[]): SignalRule[] {
  return rules.flatMap(({ feature }) =>
    feature.kind === 'signal' && !known.includes(feature.rule) ? [feature.rule] : [],
  );
}

/** The same of rules of fit. */
function newFit(rules: readonly LearnedRule[], known: readonly FitRule[]): FitRule[] {
  return rules.flatMap(({ feature }) =>
    feature.kind === 'fit' && !known.includes(feature.rule) ? [feature.rule] : [],
  );
}

function withPoints(rule: SignalRule, points: number, most: number): SignalRule {
  const held = rounded(points);
  const cap = Math.min(MOST, Math.max(FINEST, Math.abs(held) * most));
  return { ...rule, points: held, cap: Math.round(cap * 100) / 100 };
}

function rounded(points: number): number {
  const size = Math.min(MOST, Math.max(FINEST, Math.round(Math.abs(points) * 100) / 100));
  return points < 0 ? -size : size;
}

/** A scale by which no points or caps are beyond what a model may hold; else their proportions were lost. */
function heldWithin(
  scale: number | null,
  rules: readonly LearnedRule[],
  kind: Feature['kind'],
): number | null {
  if (scale === null) return null;
  const greatest = rules
    .filter(({ feature }) => feature.kind === kind)
    .map(({ weight, most }) => Math.abs(weight) * Math.max(1, most));
  return Math.min(scale, MOST / Math.max(...greatest));
}

/** Points for one of log-odds of a signal; null where no signal speaks for an order. */
function signalScale(
  features: readonly Feature[],
  inUse: ScoreModel,
  rules: readonly LearnedRule[],
  examples: readonly Pick<Example, 'values'>[],
): number | null {
  const signals = rules.filter(({ feature }) => feature.kind === 'signal');
  if (!signals.some(({ weight }) => weight > 0)) return null;
  const places = signals.map(({ feature }) => features.indexOf(feature));
  const hotFrom = inUse.thresholds.digits[1];
  const intentOf = intentBy(features, inUse);
  const hot = examples.filter(({ values }) => intentOf(values) >= hotFrom).length;
  const sums = examples
    .map(({ values }) =>
      signals.reduce(
        (sum, { weight, most }, index) =>
          sum + weight * Math.min(most, values[places[index] ?? 0] ?? 0),
        0,
      ),
    )
    .sort((a, b) => b - a);
  const last = sums[hot - 1] ?? 0;
  if (last > 0) return hotFrom / last;
  // No person is hot today: as many points can be reached as before.
  const reachable = signals.filter(({ weight }) => weight > 0);
  const before = positiveCaps(signals.map(({ feature }) => feature));
  const now = reachable.reduce((sum, { weight, most }) => sum + weight * most, 0);
  return before / now;
}

function positiveCaps(features: readonly Feature[]): number {
  return features.reduce(
    (sum, { kind, rule }) => sum + (kind === 'signal' && rule.points > 0 ? rule.cap : 0),
    0,
  );
}

/** Points for one of log-odds of a rule of fit; null where none speaks for an order, or did before. */
function fitScale(rules: readonly LearnedRule[]): number | null {
  const fit = rules.filter(({ feature }) => feature.kind === 'fit');
  const sum = (of: (rule: LearnedRule) => number) =>
    fit.reduce((total, rule) => total + Math.max(0, of(rule)), 0);
  const before = sum(({ feature }) => feature.rule.points);
  const now = sum(({ weight }) => weight);
  return before > 0 && now > 0 ? before / now : null;
}
