import { z } from 'zod';
import type { Grade } from '#app/scoring/grade.ts';
import { EVERY_TIME, personStart, type TriggerHandler } from './trigger-handler.ts';

/** What can be crossed: how near to buying a person is, the best last, and how well they suit the shop. */
export const SCORE_LEVELS = ['cold', 'cool', 'warm', 'hot', 'D', 'C', 'B', 'A'] as const;
export type ScoreLevel = (typeof SCORE_LEVELS)[number];

const ScoreTrigger = z.strictObject({
  on: z.literal('score'),
  direction: z.enum(['up', 'down']),
  level: z.enum(SCORE_LEVELS),
});

/** Starts when the score of a person rises to a level or past it, or falls to it or past it. */
export type ScoreTrigger = z.infer<typeof ScoreTrigger>;

const BANDS: readonly ScoreLevel[] = ['cold', 'cool', 'warm', 'hot'];
const LETTERS: readonly ScoreLevel[] = ['D', 'C', 'B', 'A'];

/** A band or grade that a person crosses. A person without a score before had the lowest one. */
export const scoreTrigger: TriggerHandler<ScoreTrigger> = {
  label: 'Score crosses a level',
  blank: { on: 'score', direction: 'up', level: 'hot' },
  schema: ScoreTrigger,
  problems: ({ direction, level }) =>
    rankOf(level) === (direction === 'up' ? 0 : BANDS.length - 1)
      ? [
          `No score can ${direction === 'up' ? 'rise' : 'fall'} to “${level}”. Choose another level.`,
        ]
      : [],
  words: ({ direction, level }) =>
    `Starts when the score of a person ${direction === 'up' ? 'rises' : 'falls'} to ${scoreLevelWords(level)}`,
  subject: () => 'person',
  per: () => ['person', 'event'],
  reentry: () => EVERY_TIME,
  past: () => ({ by: 'profile' }),
  onChange: ({ direction, level }, change, profileId) =>
    change.kind === 'graded' && crosses(direction, level, change.before, change.after)
      ? personStart(`${profileId}:score:${direction}:${level}:${String(change.at)}`)
      : null,
};

/** A level in words: the band, or the letter of the grade. */
export function scoreLevelWords(level: ScoreLevel): string {
  return BANDS.includes(level) ? `“${level}”` : `grade ${level}`;
}

function crosses(
  direction: ScoreTrigger['direction'],
  level: ScoreLevel,
  before: Grade | null,
  after: Grade,
): boolean {
  const wanted = rankOf(level);
  const [from, to] = [before === null ? 0 : rankIn(level, before), rankIn(level, after)];
  return direction === 'up' ? from < wanted && to >= wanted : from > wanted && to <= wanted;
}

/** The place of a level among its like, the lowest 0. */
function rankOf(level: ScoreLevel): number {
  return Math.max(BANDS.indexOf(level), LETTERS.indexOf(level));
}

/** The place of a grade on the scale that a level is of. The digit 1 is the band “hot”. */
function rankIn(level: ScoreLevel, grade: Grade): number {
  if (BANDS.includes(level)) return BANDS.length - Number(grade[1]);
  return LETTERS.findIndex((letter) => grade.startsWith(letter));
}
