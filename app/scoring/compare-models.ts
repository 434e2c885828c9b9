import { formatChange } from '#app/lib/format/change.ts';
import { DAYS, formatCount, POINTS, wordFor } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatShare } from '#app/lib/format/share.ts';
import type { FitRule, SignalRule } from './model.ts';
import type { ScoreDraft } from './parse-score-model.ts';

/**
 * How a model differs from an earlier one, in sentences: signals, fit, thresholds, share, in this order. A
 * signal is the same by its kind, a rule of fit by what it asks. Empty when they score alike.
 */
export function compareModels(before: ScoreDraft, after: ScoreDraft): string[] {
  return [
    ...differences(before.signals, after.signals, ({ signal }) => signal, signalChanges),
    ...differences(before.fit, after.fit, ({ when }) => JSON.stringify(when), fitChanges),
    ...thresholdChanges(before.thresholds.digits, after.thresholds.digits, 'intent'),
    ...thresholdChanges(before.thresholds.letters, after.thresholds.letters, 'fit'),
    ...(before.intentShare === after.intentShare
      ? []
      : [
          `Intent in the number: ${formatShare(before.intentShare, 1)} → ${formatShare(after.intentShare, 1)}`,
        ]),
  ];
}

/** Rules by what they are about: changed or added ones in the order of `after`, then the ones that are gone. */
function differences<Rule>(
  before: readonly Rule[],
  after: readonly Rule[],
  keyOf: (rule: Rule) => string,
  changes: (was: Rule | undefined, is: Rule | undefined) => string[],
): string[] {
  // The same rule may stand in a model twice: the first is compared with the first.
  const left = new Map<string, Rule[]>();
  for (const rule of before) left.set(keyOf(rule), [...(left.get(keyOf(rule)) ?? []), rule]);
  const changed = after.flatMap((rule) => changes(left.get(keyOf(rule))?.shift(), rule));
  return [...changed, ...[...left.values()].flat().flatMap((rule) => changes(rule, undefined))];
}

function signalChanges(was: SignalRule | undefined, is: SignalRule | undefined): string[] {
  const name = capital((is ?? was)?.label.many ?? '');
  if (!is) return [`${name}: no longer count`];
  const halfLife = ({ halfLifeDays }: SignalRule) => formatCount(halfLifeDays, DAYS);
  if (!was)
    return [
      `${name}: count from now on, ${points(is.points)}, at most ${formatNumber(is.cap)}, half-life ${halfLife(is)}`,
    ];
  const parts = [
    change(points(was.points), points(is.points)),
    change(`at most ${formatNumber(was.cap)}`, `at most ${formatNumber(is.cap)}`),
    change(`half-life ${halfLife(was)}`, `half-life ${halfLife(is)}`),
  ].filter((part) => part !== null);
  return parts.length === 0 ? [] : [`${name}: ${parts.join('; ')}`];
}

function fitChanges(was: FitRule | undefined, is: FitRule | undefined): string[] {
  if (!is) return was ? [`“${was.label}”: no longer counts`] : [];
  if (!was) return [`“${is.label}”: counts from now on, ${points(is.points)}`];
  const parts = [
    change(points(was.points), points(is.points)),
    was.label === is.label ? null : `is called “${is.label}”`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? [] : [`“${was.label}”: ${parts.join('; ')}`];
}

function thresholdChanges<Step extends string | number>(
  before: Record<Step, number>,
  after: Record<Step, number>,
  of: string,
): string[] {
  const steps = Object.entries(before) as [Step, number][];
  return steps.flatMap(([step, lowest]) =>
    lowest === after[step]
      ? []
      : [`${String(step)} needs ${of} of ${formatNumber(lowest)} → ${formatNumber(after[step])}`],
  );
}

function change(was: string, is: string): string | null {
  return was === is ? null : `${was} → ${is}`;
}

/** Exact, for a change of a hundredth is one. */
function points(value: number): string {
  return `${formatChange(value, { atMost: 3 })} ${wordFor(value, POINTS)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The versions that an address asks to compare; without such parameters the newest with the one before.
 * @param known the newest first
 * @param query with `from` and `to`
 * @param current the version in use, where none is known
 */
export function compareVersions(
  known: readonly { version: number; model: ScoreDraft }[],
  query: URLSearchParams,
  current: number,
): { from: number; to: number; changes: string[] } {
  const asked = (name: string, otherwise: number) =>
    known.find((one) => one.version === Number(query.get(name))) ?? known[otherwise] ?? known[0];
  const [from, to] = [asked('from', 1), asked('to', 0)];
  return {
    from: from?.version ?? current,
    to: to?.version ?? current,
    changes: from && to ? compareModels(from.model, to.model) : [],
  };
}
