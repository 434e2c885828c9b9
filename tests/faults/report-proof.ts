import type { TestContext } from 'vitest';
import type { Proof } from '#tests/check/proofs.ts';

/** Prints what a test counted, and leaves it for the table at the end of a whole run. */
export function reportProof({ task }: Pick<TestContext, 'task'>, proof: Proof): void {
  Object.assign(task.meta, { proof });
  const { promise, size, lost, duplicated, unexpected } = proof;
  process.stdout.write(
    `${promise} ${size}: lost ${String(lost)}, duplicated ${String(duplicated)}, unexpected ${String(unexpected)}` +
      `${proof.note === undefined ? '' : `; ${proof.note}`}\n`,
  );
}

/** No loss, nothing twice, nothing that was not sent. */
export const WHOLE = { lost: 0, duplicated: 0, unexpected: 0 } as const;
