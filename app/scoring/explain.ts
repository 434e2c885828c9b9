import { formatChange } from '#app/lib/format/change.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import type { ProfileState, Signal } from '#app/profiles/profile-state.ts';
import { fitRules, fitPoints } from './fit.ts';
import { intentParts, partPoints, partSize, totalPoints, type IntentPart } from './intent.ts';
import type { FitCondition, ScoreModel } from './model.ts';
import { nextScoreChange } from './next-change.ts';
import { scoreProfile, type Score } from './score.ts';
import { gradeSuggestions } from './grade-suggestions.ts';

/** What points were given for: behaviour with how often and from when to when, or something known. */
export type Ground =
  | { kind: 'signal'; signal: Signal; count: number; from: number; to: number }
  | { kind: 'known'; when: FitCondition };

/** Where points come from. `points` is exact; the sum of a part's lines, in order, is its total. */
export type ExplanationLine = { text: string; points: number; ground: Ground };

/** One part of a score: `value` is `total` limited to 0 to 100. */
export type ExplainedPart = { lines: ExplanationLine[]; total: number; value: number };

export type Explanation = {
  /** The moment explained, epoch milliseconds. */
  at: number;
  modelVersion: number;
  score: Score;
  intent: ExplainedPart;
  fit: ExplainedPart;
  /** What would lift it to a better grade, the least effort first. */
  gradeSuggestions: string[];
  /** What happens if nothing else does; null when the grade stays for ever. */
  byTimeAlone: { at: number; grade: string; text: string } | null;
};

/**
 * The score of a profile at a moment in words, each point traced to what it is for.
 * @param state the profile as it is at `now`; for a past moment see `profileAsOf`
 * @param now epoch milliseconds
 * @param timeZone the shop's, whose days are counted in words; points fade from moment to moment
 */
export function explainScore(
  model: ScoreModel,
  state: ProfileState,
  now: number,
  timeZone: string,
): Explanation {
  const parts = intentParts(model, state, now);
  const total = totalPoints(parts, now);
  const fit = fitPoints(model, state);
  const score = scoreProfile(model, state, now);
  return {
    at: now,
    modelVersion: model.version,
    score,
    intent: {
      lines: parts.map((part) => ({
        text: signalLine(part, now, timeZone),
        points: partPoints(part, now),
        ground: {
          kind: 'signal',
          signal: part.rule.signal,
          count: part.count,
          from: part.from,
          to: part.anchor,
        },
      })),
      total,
      value: score.intent,
    },
    fit: {
      lines: fitRules(model, state).map((rule) => ({
        text: `${rule.label}: ${formatChange(rule.points)}`,
        points: rule.points,
        ground: { kind: 'known', when: rule.when },
      })),
      total: fit,
      value: score.fit,
    },
    gradeSuggestions: gradeSuggestions(model, state, now),
    byTimeAlone: changeByTimeAlone(model, state, now, timeZone),
  };
}

/** "3 product views, latest 2 days ago: +7.2 (half-life 5 days)". */
function signalLine(part: IntentPart, now: number, timeZone: string): string {
  const { rule } = part;
  const held = partSize(part, now) === rule.cap ? `, held at its cap of ${rule.cap}` : '';
  const days = formatCount(rule.halfLifeDays, DAYS);
  const latest = formatRelativeTime(part.anchor, now, timeZone);
  const points = formatChange(partPoints(part, now));
  return `${formatCount(part.count, rule.label)}, latest ${latest}: ${points} (half-life ${days}${held})`;
}

function changeByTimeAlone(
  model: ScoreModel,
  state: ProfileState,
  now: number,
  timeZone: string,
): Explanation['byTimeAlone'] {
  const at = nextScoreChange(model, state, now);
  if (at === null) return null;
  const { grade } = scoreProfile(model, state, at);
  return {
    at,
    grade,
    text: `becomes ${grade} (${formatRelativeTime(at, now, timeZone)}) if nothing else happens`,
  };
}
