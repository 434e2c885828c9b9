/** A calculation that pauses after each step, so that others can work meanwhile. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Carries a calculation through without a pause. */
export function runSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
