/** Takes one of `count` possibilities; the same key takes the same one until the run ends. */
export type Choose = (key: unknown, count: number) => number;

/**
 * Runs `run` once for each combination of what it may choose.
 * @returns the results, or null when there are more than `most`
 */
export function alternatives<T>(run: (choose: Choose) => T, most: number): T[] | null {
  const path: { taken: number; count: number }[] = [];
  const results: T[] = [];
  do {
    let depth = 0;
    const chosen = new Map<unknown, number>();
    results.push(
      run((key, count) => {
        const before = chosen.get(key);
        if (before !== undefined) return before;
        const step = (path[depth] ??= { taken: 0, count });
        depth += 1;
        chosen.set(key, step.taken);
        return step.taken;
      }),
    );
    if (results.length > most) return null;
    path.length = depth;
  } while (nextCombination(path));
  return results;
}

function nextCombination(path: { taken: number; count: number }[]): boolean {
  for (let last = path.at(-1); last; last = path.at(-1)) {
    last.taken += 1;
    if (last.taken < last.count) return true;
    path.pop();
  }
  return false;
}
