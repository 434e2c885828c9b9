/** A step with the words that the canvas shows of it. */
export type SearchedStep = { id: string; title: string; detail: string };

/** The ids of the steps that hold each of some words, in capitals or not; none for a search without words. */
export function searchSteps(steps: readonly SearchedStep[], search: string): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return steps
    .filter(({ title, detail }) => {
      const text = `${title} ${detail}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map(({ id }) => id);
}
