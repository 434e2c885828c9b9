/** Splits a name at its last space, as address books do; a single word is the first name. */
export function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName };
}

/** The number as Shopify takes it (`+` and digits), or null when it lacks its country's code. */
export function internationalPhone(phone: string | null): string | null {
  const number = phone?.replace(/[ ()./-]/g, '') ?? '';
  return /^\+\d{7,15}$/.test(number) ? number : null;
}
