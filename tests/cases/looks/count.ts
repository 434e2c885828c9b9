import type { Count } from '../words.ts';

/** What is wrong with a number of something; empty when nothing is. */
export function wrongCount(what: string, found: number, wanted: Count | undefined): string[] {
  if (wanted === undefined) return [];
  if (typeof wanted === 'number')
    return found === wanted ? [] : [`${what}: ${String(found)} instead of ${String(wanted)}`];
  const { least = 0, most = Infinity } = wanted;
  return found >= least && found <= most
    ? []
    : [`${what}: ${String(found)}, not between ${String(least)} and ${String(most)}`];
}

/** Whether a pattern is found, upper and lower case being the same. */
export function holds(text: string, pattern: string): boolean {
  return new RegExp(pattern, 'i').test(text);
}
