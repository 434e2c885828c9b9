import { normalizeText } from '#app/lib/normalize-text.ts';
import type { TimestampedItem } from './profile-state.ts';

/** The longest tag that Shopify takes, in characters. */
const LONGEST = 255;

/**
 * Items kept, present and removed together, and the most bytes of their names. Shopify allows a customer 250 tags of 255
 * characters, which take 250 KB at the very most; the rest is room for those that were removed.
 */
const ITEMS_KEPT = 1_000;
const BYTES_KEPT = 262_144;

/**
 * The name of an item as it is kept, and as conditions ask for it: without spaces around it, letters written in one
 * way, at most as long as Shopify takes.
 */
export function normalizeItemName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return name.length <= LONGEST ? name : [...name].slice(0, LONGEST).join('').trimEnd();
}

/** Items added or removed at a moment; those without a name are left out. */
export function timestampedItems(
  names: readonly string[],
  at: number,
  on: 0 | 1,
  customerId?: string,
): TimestampedItem[] {
  return names.flatMap((text): TimestampedItem[] => {
    const name = normalizeItemName(text);
    if (name === '') return [];
    return [customerId === undefined ? [name, at, on] : [name, at, on, customerId]];
  });
}

/**
 * The union of two sets: of each item the newest, added before removed at the same moment, the most recent first. Upper
 * and lower case are one item, as in Shopify; the newest spelling stands. A removed item stays in the list as such,
 * so that an older event that comes later does not add it again. Which ones are kept does not depend on the order
 * of arrival: the newest moment of an item only ever grows, and so does the room that the newer ones take.
 */
export function mergeTimestampedSets(
  left: TimestampedItem[],
  right: TimestampedItem[],
): TimestampedItem[] {
  if (right.length === 0) return left;
  const newest = new Map<string, { item: TimestampedItem; bytes: number }>();
  for (const item of [...left, ...right]) {
    const name = normalizeText(item[0]);
    const key = `${name}\0${item[3] ?? ''}`;
    const known = newest.get(key);
    if (!known || isNewer(item, known.item))
      newest.set(key, { item, bytes: Buffer.byteLength(JSON.stringify(name)) });
  }
  const sorted = [...newest.values()].sort((a, b) => compareItems(a.item, b.item));
  let bytes = 0;
  const kept: TimestampedItem[] = [];
  for (const one of sorted.slice(0, ITEMS_KEPT)) {
    bytes += one.bytes;
    if (bytes > BYTES_KEPT) break;
    kept.push(one.item);
  }
  return kept;
}

/** The names of the items that are present, in order of the alphabet, each once and as it was written last. */
export function activeItems(items: readonly TimestampedItem[]): string[] {
  const names = new Map<string, string>();
  for (const [name, , on] of items)
    if (on === 1 && !names.has(normalizeText(name))) names.set(normalizeText(name), name);
  return [...names.values()].sort();
}

function isNewer(
  [name, at, on]: TimestampedItem,
  [knownName, knownAt, knownOn]: TimestampedItem,
): boolean {
  return at !== knownAt ? at > knownAt : on !== knownOn ? on > knownOn : name > knownName;
}

/** The newest first; among equals the order is that of the names, so that it is always the same. */
function compareItems(a: TimestampedItem, b: TimestampedItem): number {
  return b[1] - a[1] || compareTexts(a[0], b[0]) || compareTexts(a[3] ?? '', b[3] ?? '');
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
