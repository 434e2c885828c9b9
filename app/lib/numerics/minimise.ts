import type { Steps } from '#app/lib/steps.ts';

/** A function's value at a point and its derivative by each coordinate. */
export type Slope = { value: number; gradient: number[] };

export type Minimum = Slope & { point: number[]; steps: number };

const MOST_STEPS = 500;
/** No step moves a coordinate further than this. */
const LONGEST_STEP = 2;
/** How much of the promised descent a step must bring (Armijo). */
const ENOUGH = 1e-4;
const SHORTEST = 1e-12;

/**
 * The minimum of a smooth function by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno
 * with halved steps (Nocedal and Wright, "Numerical Optimization", 2nd edition, algorithms 3.1 and 6.1).
 * For a handful of coordinates of about the same size, such as logarithms of parameters.
 * @param tolerance the largest derivative that counts as none
 * @throws when there is no minimum to be found from `start`
 */
export function* minimise(
  slopeAt: (point: number[]) => Slope,
  start: readonly number[],
  tolerance: number,
): Steps<Minimum> {
  let point = [...start];
  let here = slopeAt(point);
  let inverse = identity(point.length);
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (largest(here.gradient) <= tolerance) return { ...here, point, steps };
    let direction = timesVector(inverse, here.gradient).map((value) => -value);
    if (dot(direction, here.gradient) >= 0) {
      inverse = identity(point.length);
      direction = here.gradient.map((value) => -value);
    }
    const found = yield* descend(slopeAt, point, here, direction);
    // Rounding hides what is left of the slope.
    if (found === null || found.value >= here.value) return { ...here, point, steps };
    const moved = found.point.map((value, i) => value - (point[i] ?? 0));
    const turned = found.gradient.map((value, i) => value - (here.gradient[i] ?? 0));
    inverse = updated(inverse, moved, turned);
    ({ point } = found);
    here = found;
  }
  throw new Error(`No minimum was found within ${String(MOST_STEPS)} steps; check the data.`);
}

/** The first of ever shorter steps that goes down enough; null when none does. */
function* descend(
  slopeAt: (point: number[]) => Slope,
  point: number[],
  here: Slope,
  direction: number[],
): Steps<(Slope & { point: number[] }) | null> {
  const promised = dot(direction, here.gradient);
  let length = Math.min(1, LONGEST_STEP / largest(direction));
  for (; length > SHORTEST; length /= 2) {
    const next = point.map((value, i) => value + length * (direction[i] ?? 0));
    const slope = slopeAt(next);
    yield;
    if (slope.value <= here.value + ENOUGH * length * promised) return { ...slope, point: next };
  }
  return null;
}

/** The inverse of the curvature, corrected by what the last step showed. */
function updated(inverse: number[][], moved: number[], turned: number[]): number[][] {
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12 * Math.sqrt(dot(moved, moved) * dot(turned, turned))) return inverse;
  const bent = timesVector(inverse, turned);
  const scale = (1 + dot(turned, bent) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((value, j) => {
      const [si = 0, sj = 0, bi = 0, bj = 0] = [moved[i], moved[j], bent[i], bent[j]];
      return value + scale * si * sj - (bi * sj + si * bj) / curvature;
    }),
  );
}

function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_unused, j) => (i === j ? 1 : 0)),
  );
}

function timesVector(matrix: number[][], vector: number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function largest(vector: readonly number[]): number {
  return Math.max(...vector.map(Math.abs));
}
