/** Characters of a name with what is added to it; those of segments are the shortest. */
const LONGEST_COPY_NAME = 80;

/**
 * The name of a copy: the same with what says that it was imported, and a number where that is taken too.
 * @param taken in small letters
 */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? ' (imported)' : ` (imported ${String(number)})`;
    const copy = `${cutToUnits(name, LONGEST_COPY_NAME - ending.length).trimEnd()}${ending}`;
    if (!taken.has(copy.toLowerCase())) return copy;
  }
}

/** Whole characters of a text, at most so many UTF-16 units together. */
function cutToUnits(text: string, longest: number): string {
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > longest) break;
    cut += character;
  }
  return cut;
}
