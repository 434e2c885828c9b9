import { folded } from '#app/lib/folded.ts';
import type { Mark } from './profile.ts';

/** The longest tag that Shopify takes, in characters. */
const LONGEST = 255;

/**
 * Marks kept, on and off together, and the most bytes of their names. Shopify allows a customer 250 tags of 255
 * characters, which take 250 KB at the very most; the rest is room for those that were taken off.
 */
const MARKS_KEPT = 1_000;
const BYTES_KEPT = 262_144;

/**
 * The name of a mark as it is kept, and as conditions ask for it: without spaces around it, letters written in one
 * way, at most as long as Shopify takes.
 */
export function markName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return name.length <= LONGEST ? name : [...name].slice(0, LONGEST).join('').trimEnd();
}

/** Marks put on or taken off at a moment; those without a name are none. */
export function marksAt(
  names: readonly string[],
  at: number,
  on: 0 | 1,
  customerId?: string,
): Mark[] {
  return names.flatMap((text): Mark[] => {
    const name = markName(text);
    if (name === '') return [];
    return [customerId === undefined ? [name, at, on] : [name, at, on, customerId]];
  });
}

/**
 * The union of two lists of marks: of each the newest, on before off at the same moment, the most recent first. Upper
 * and lower case are one mark, as in Shopify; the newest spelling stands. A mark taken off stays in the list as such,
 * so that an older event that comes later does not put it on again. Which ones are kept does not depend on the order
 * of arrival: the newest moment of a mark only ever grows, and so does the room that the newer ones take.
 */
export function mergeMarks(left: Mark[], right: Mark[]): Mark[] {
  if (right.length === 0) return left;
  const newest = new Map<string, { mark: Mark; bytes: number }>();
  for (const mark of [...left, ...right]) {
    const name = folded(mark[0]);
    const key = `${name}\0${mark[3] ?? ''}`;
    const known = newest.get(key);
    if (!known || isNewer(mark, known.mark))
      newest.set(key, { mark, bytes: Buffer.byteLength(JSON.stringify(name)) });
  }
  const sorted = [...newest.values()].sort((a, b) => compareMarks(a.mark, b.mark));
  let bytes = 0;
  const kept: Mark[] = [];
  for (const one of sorted.slice(0, MARKS_KEPT)) {
    bytes += one.bytes;
    if (bytes > BYTES_KEPT) break;
    kept.push(one.mark);
  }
  return kept;
}

/** The names of the marks that are on, in order of the alphabet, each once and as it was written last. */
export function marksOn(marks: readonly Mark[]): string[] {
  const names = new Map<string, string>();
  for (const [name, , on] of marks)
    if (on === 1 && !names.has(folded(name))) names.set(folded(name), name);
  return [...names.values()].sort();
}

function isNewer([name, at, on]: Mark, [knownName, knownAt, knownOn]: Mark): boolean {
  return at !== knownAt ? at > knownAt : on !== knownOn ? on > knownOn : name > knownName;
}

/** The newest first; among equals the order is that of the names, so that it is always the same. */
function compareMarks(a: Mark, b: Mark): number {
  return b[1] - a[1] || compareTexts(a[0], b[0]) || compareTexts(a[3] ?? '', b[3] ?? '');
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
