/** Characters of a key that are made from a name; a number may stand behind them. */
const LONGEST_MADE = 56;
/** Words that stand in the address of other pages where a key would. */
const RESERVED: ReadonlySet<string> = new Set(['new', 'coverage', 'gallery']);

/**
 * The key of a new definition: its name in small Latin letters and digits, so that effects and addresses can be read; a
 * number behind it when the key is taken.
 * @param taken the keys of the shop's definitions of the kind, archived ones too
 */
export function keyForName(name: string, taken: ReadonlySet<string>): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_MADE)
    .replace(/^-+|-+$/g, '');
  const key = letters === '' ? 'untitled' : letters;
  if (!taken.has(key) && !RESERVED.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${String(number)}`)) number += 1;
  return `${key}-${String(number)}`;
}
