import type { ProfileState } from '#app/profiles/profile-state.ts';
import { explainScore, type Explanation } from './explain.ts';
import type { Band, Grade } from './grade.ts';
import type { ScoreModel } from './model.ts';
import { scoreProfile, type Score } from './score.ts';

/** How many people a model puts where. */
export type Sizes = { bands: Record<Band, number>; grades: Record<Grade, number> };

/** A person whose grade another model changes. */
type Mover = { id: string; name: string | null; state: ProfileState; before: Score; after: Score };

/** People counted by two models. */
export type Tally = {
  before: Sizes;
  after: Sizes;
  /** How many move, and those who move furthest. */
  up: { count: number; furthest: Mover[] };
  down: { count: number; furthest: Mover[] };
};

/** A person who moves, explained by both models. */
export type ExplainedMover = Pick<Mover, 'id' | 'name'> & Record<'before' | 'after', MoverSide>;
type MoverSide = Pick<Score, 'grade' | 'score' | 'band'> & { lines: string[] };

export type Preview = {
  before: Sizes;
  after: Sizes;
  up: { count: number; furthest: ExplainedMover[] };
  down: { count: number; furthest: ExplainedMover[] };
};

/** So many of those who move each way are shown with their explanation. */
const SHOWN = 5;

export function newTally(): Tally {
  return {
    before: noSizes(),
    after: noSizes(),
    up: { count: 0, furthest: [] },
    down: { count: 0, furthest: [] },
  };
}

/** Counts one more person by both models, in place. The order of people does not matter. */
export function countPerson(
  tally: Tally,
  models: { before: ScoreModel; after: ScoreModel },
  person: Pick<Mover, 'id' | 'name' | 'state'>,
  now: number,
): void {
  const before = scoreProfile(models.before, person.state, now);
  const after = scoreProfile(models.after, person.state, now);
  add(tally.before, before);
  add(tally.after, after);
  if (before.grade === after.grade) return;
  const side = isBetter(after.grade, before.grade) ? tally.up : tally.down;
  side.count += 1;
  side.furthest = [...side.furthest, { ...person, before, after }]
    .sort((a, b) => distance(b) - distance(a) || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN);
}

/**
 * What was counted, with those who move furthest explained by both models.
 * @param timeZone the shop's, whose days are counted in words
 */
export function previewOf(
  { before, after, up, down }: Tally,
  models: { before: ScoreModel; after: ScoreModel },
  now: number,
  timeZone: string,
): Preview {
  const explained = ({ count, furthest }: Tally['up']) => ({
    count,
    furthest: furthest.map(({ id, name, state }) => ({
      id,
      name,
      before: sideOf(explainScore(models.before, state, now, timeZone)),
      after: sideOf(explainScore(models.after, state, now, timeZone)),
    })),
  });
  return { before, after, up: explained(up), down: explained(down) };
}

function sideOf({ score: { grade, score, band }, intent, fit }: Explanation): MoverSide {
  return { grade, score, band, lines: [...intent.lines, ...fit.lines].map(({ text }) => text) };
}

/** How near to buying comes first: that is what bands, and so what is done with people, follow. */
function isBetter(grade: Grade, than: Grade): boolean {
  const [letter, digit] = [grade.slice(0, 1), grade.slice(1)];
  const [otherLetter, otherDigit] = [than.slice(0, 1), than.slice(1)];
  return digit === otherDigit ? letter < otherLetter : digit < otherDigit;
}

function distance({ before, after }: Mover): number {
  return Math.abs(after.intent - before.intent) + Math.abs(after.fit - before.fit);
}

function add({ bands, grades }: Sizes, { band, grade }: Score): void {
  bands[band] += 1;
  grades[grade] += 1;
}

function noSizes(): Sizes {
  const grades = LETTERS.flatMap((letter) => DIGITS.map((digit) => [`${letter}${digit}`, 0]));
  return {
    bands: { hot: 0, warm: 0, cool: 0, cold: 0 },
    grades: Object.fromEntries(grades) as Record<Grade, number>,
  };
}

const LETTERS = ['A', 'B', 'C', 'D'] as const;
const DIGITS = [1, 2, 3, 4] as const;
