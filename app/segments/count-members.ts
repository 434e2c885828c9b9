import type { Band } from '#app/scoring/grade.ts';

/** A person as a list shows them. */
export type Member = {
  id: string;
  name: string | null;
  email: string | null;
  grade: string;
  score: number;
  band: Band;
  stage: string;
};
