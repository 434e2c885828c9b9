import type { Member } from '#app/segments/count-members.ts';
import type { Problem } from '#app/segments/reference-problems.ts';

/** Who matches a predicate that is being edited; `asked` is the predicate as it was sent. */
export type DraftCount = { asked: string } & (
  | {
      outcome: 'counted';
      count: number;
      /** How many people the shop knows. */
      people: number;
      words: string;
      sample: Member[];
    }
  | { outcome: 'refused'; problems: Problem[] }
);
