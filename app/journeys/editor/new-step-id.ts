import type { StepKind } from '#app/journeys/steps/registry.ts';

/**
 * An id for a new step of a kind. It is no number that counts up: a step that takes the place of a deleted one must not
 * have its id, or the figures and the differences of versions would take one for the other.
 * @param random a text that is another each time, of small letters and digits
 */
export function newStepId(kind: StepKind, isTaken: (id: string) => boolean, random: () => string) {
  let id = '';
  do id = `${kind.replaceAll('_', '-')}-${random()}`;
  while (isTaken(id));
  return id;
}
