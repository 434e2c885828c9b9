import { formatChange } from '#app/lib/format/change.ts';
import { formatCount } from '#app/lib/format/count.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { ordersKept } from './bought.ts';
import { fitPoints, fits, whereHolds } from './fit.ts';
import { fitLetter, nextDigit } from './grade.ts';
import { digitWithHysteresis } from './grade-hysteresis.ts';
import { intentParts, toHundred, totalPoints, type IntentPart } from './intent.ts';
import type { ScoreModel, SignalRule } from './model.ts';

/** More repetitions than this are no advice. */
const MOST_TIMES = 5;
/** The longest list worth reading. */
const MOST_SUGGESTIONS = 4;

type GradeSuggestion = { times: number; gain: number; text: string };

/**
 * What would lift the grade if it happened now, each alone: "1 more checkout (+20) lifts it to A2". Fewest
 * repetitions first, then the fewest points needed; empty at A1 or when nothing suffices.
 */
export function gradeSuggestions(model: ScoreModel, state: ProfileState, now: number): string[] {
  return [...suggestionsByIntent(model, state, now), ...suggestionsByFit(model, state, now)]
    .sort((a, b) => a.times - b.times || a.gain - b.gain)
    .slice(0, MOST_SUGGESTIONS)
    .map((suggestion) => suggestion.text);
}

function suggestionsByIntent(
  model: ScoreModel,
  state: ProfileState,
  now: number,
): GradeSuggestion[] {
  const parts = intentParts(model, state, now);
  const total = totalPoints(parts, now);
  const digit = digitWithHysteresis(model, state, now);
  const letter = fitLetter(model.thresholds, toHundred(fitPoints(model, state)));
  const suggestions: GradeSuggestion[] = [];
  for (const rule of model.signals) {
    if (rule.points <= 0) continue;
    const part = parts.find((each) => each.rule === rule);
    for (let times = 1; times <= MOST_TIMES; times += 1) {
      const gain = gainOf(rule, part, times, now);
      const lifted = nextDigit(model.thresholds, digit, toHundred(total + gain));
      if (lifted >= digit) continue;
      const more = formatCount(times, part === undefined ? rule.label : moreOf(rule));
      suggestions.push({
        times,
        gain,
        text: `${more} (${formatChange(gain)}) ${verb(times)} it to ${letter}${lifted}`,
      });
      break;
    }
  }
  return suggestions;
}

function moreOf({ label }: SignalRule): SignalRule['label'] {
  return { one: `more ${label.one}`, many: `more ${label.many}` };
}

function verb(times: number): string {
  return times === 1 ? 'lifts' : 'lift';
}

/** What so many more occurrences now would add under the signal's cap. */
function gainOf(
  rule: SignalRule,
  part: IntentPart | undefined,
  times: number,
  now: number,
): number {
  const before = part === undefined ? 0 : part.amount * Math.exp((part.anchor - now) * part.rate);
  return Math.min(rule.cap, before + times * rule.points) - Math.min(rule.cap, before);
}

function suggestionsByFit(model: ScoreModel, state: ProfileState, now: number): GradeSuggestion[] {
  const points = fitPoints(model, state);
  const letter = fitLetter(model.thresholds, toHundred(points));
  const digit = digitWithHysteresis(model, state, now);
  const suggestions: GradeSuggestion[] = [];
  for (const rule of model.fit) {
    if (rule.points <= 0 || fits(rule.when, state)) continue;
    const { when } = rule;
    // What orders are like on average, no single act changes.
    if ('orders' in when && when.orders !== 'kept') continue;
    const times = 'orders' in when ? when.value - ordersKept(state.orders) : 1;
    const gain = fitPoints(model, whereHolds(rule.when, state, now)) - points;
    const lifted = fitLetter(model.thresholds, toHundred(points + gain));
    if (times > MOST_TIMES || lifted >= letter) continue;
    const text = `"${rule.label}" (${formatChange(gain)}) lifts it to ${lifted}${digit}`;
    suggestions.push({ times, gain, text });
  }
  return suggestions;
}
