/** About 600 time zones and 180 currencies exist; a process that serves many shops must not keep a format of each. */
const MAX_FORMATS = 200;

/**
 * Memoizes formats, because making one costs as much as a whole mail.
 * @param make must depend on its arguments alone
 * @returns `make`, which makes a thing of the same arguments once; of too many the oldest is made again
 */
export function memoizeFormats<Arguments extends readonly (string | number)[], Format>(
  make: (...given: Arguments) => Format,
): (...given: Arguments) => Format {
  const cache = new Map<string, Format>();
  return (...given) => {
    const key = given.join(' ');
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = make(...given);
    const [oldest] = cache.keys();
    if (oldest !== undefined && cache.size >= MAX_FORMATS) cache.delete(oldest);
    cache.set(key, made);
    return made;
  };
}
