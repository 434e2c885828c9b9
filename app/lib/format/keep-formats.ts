/** About 600 time zones and 180 currencies exist; a process that serves many shops must not keep a format of each. */
const MOST_KEPT = 200;

/**
 * Keeps the formats that were made, because making one costs as much as a whole mail.
 * @param make must depend on its arguments alone
 * @returns `make`, which makes a thing of the same arguments once; of too many the oldest is made again
 */
export function keepFormats<Arguments extends readonly (string | number)[], Format>(
  make: (...given: Arguments) => Format,
): (...given: Arguments) => Format {
  const kept = new Map<string, Format>();
  return (...given) => {
    const key = given.join(' ');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(...given);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
    kept.set(key, made);
    return made;
  };
}
