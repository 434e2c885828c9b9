import { z } from 'zod';
import { parseBody } from '#app/events/payloads/parse-body.ts';
import { SIGNALS } from '#app/profiles/profile-state.ts';
import type { ScoreModel } from './model.ts';
import { FIT_CONDITION } from './parse-fit-condition.ts';
import { SIGNAL_WORDS } from './signal-words.ts';
import { plainText, typedNumber } from './typed-values.ts';

/** A model that has no place among the shop's versions yet. */
export type ScoreDraft = Omit<ScoreModel, 'version'>;

/** What to correct, by field: `signals.0.halfLifeDays`, `fit.2.label`, `thresholds.digits.1`, `intentShare`. */
export type DraftProblems = Record<string, string>;

export type ParsedModel =
  { outcome: 'read'; draft: ScoreDraft } | { outcome: 'refused'; problems: DraftProblems };

/** More rules than this, signals and fit together, cannot be explained. */
const MOST_RULES = 60;

const POINTS = typedNumber({
  min: -100,
  max: 100,
  message: 'Enter points from -100 to 100.',
});

const SIGNAL_RULE = z
  .object({
    signal: z.enum(SIGNALS, 'Choose a signal.'),
    points: POINTS,
    cap: typedNumber({ min: 0.01, max: 100, message: 'Enter a cap above 0, at most 100.' }),
    halfLifeDays: typedNumber({
      min: 0.1,
      max: 3650,
      message: 'Enter days from 0.1 to 3650.',
    }),
  })
  .transform((rule) => ({ ...rule, label: SIGNAL_WORDS[rule.signal] }));

const FIT_RULE = z.object({
  label: plainText('Enter what the rule is called.'),
  when: FIT_CONDITION,
  points: POINTS,
});

const THRESHOLD = typedNumber({
  min: 0.01,
  max: 100,
  message: 'Enter a number above 0, at most 100.',
});

const RULES_REFUSED = `Use at most ${String(MOST_RULES)} rules in all.`;

const DRAFT = z
  .object({
    signals: z.array(SIGNAL_RULE, 'Add the signals that count.').max(MOST_RULES, RULES_REFUSED),
    fit: z.array(FIT_RULE, 'Add the rules of fit.').max(MOST_RULES, RULES_REFUSED),
    thresholds: z.object({
      digits: z.object({ 1: THRESHOLD, 2: THRESHOLD, 3: THRESHOLD }),
      letters: z.object({ A: THRESHOLD, B: THRESHOLD, C: THRESHOLD }),
    }),
    intentShare: typedNumber({ min: 0, max: 1, message: 'Enter a share from 0 % to 100 %.' }),
  })
  .superRefine(checkTogether);

/**
 * Reads a model as the editor, a file or a stored row has it. Numbers may be numbers or text as typed.
 * @returns the draft, or everything to correct with the field named
 */
export function parseScoreModel(input: unknown): ParsedModel {
  const parsed = DRAFT.safeParse(input);
  if (parsed.success) return { outcome: 'read', draft: parsed.data };
  const problems: DraftProblems = {};
  // The first complaint of a field is enough to act on.
  for (const { path, message } of parsed.error.issues) problems[path.join('.')] ??= message;
  return { outcome: 'refused', problems };
}

/** No model that can be read is longer; a page sends one as text. */
const LONGEST_DRAFT = 200_000;

/** Reads a model from the text that a form sends. */
export function readModelDraft(text: unknown): ParsedModel {
  if (typeof text !== 'string' || text.length > LONGEST_DRAFT) return parseScoreModel(null);
  const parsed = parseBody(text);
  return parseScoreModel(parsed.outcome === 'parsed' ? parsed.value : null);
}

/** What no field shows alone. */
function checkTogether(draft: ScoreDraft, context: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const { signals, fit, thresholds } = draft;
  const rules = [...signals, ...fit];
  if (rules.length > MOST_RULES) refuse(['fit'], RULES_REFUSED);
  if (!rules.some(({ points }) => points > 0))
    refuse(
      ['signals'],
      'Give points above 0 to at least one signal or rule: otherwise no one gets any.',
    );
  const seen = new Set<string>();
  for (const [index, { signal }] of signals.entries()) {
    if (seen.has(signal))
      refuse(['signals', index, 'signal'], 'This signal has a rule already: change that one.');
    seen.add(signal);
  }
  checkOrder(Object.entries(thresholds.digits), 'digits', refuse);
  checkOrder(Object.entries(thresholds.letters), 'letters', refuse);
}

/** Each threshold is below the one before. */
function checkOrder(
  thresholds: [name: string, lowest: number][],
  kind: 'digits' | 'letters',
  refuse: (path: string[], message: string) => void,
): void {
  for (const [index, [name, lowest]] of thresholds.entries()) {
    const above = thresholds[index - 1];
    if (above && lowest >= above[1])
      refuse(
        ['thresholds', kind, name],
        `Enter less than the ${String(above[1])} of ${above[0]}: a better one needs more points.`,
      );
  }
}
