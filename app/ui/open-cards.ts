/** Which cards of a page are open, by their keys; those that were never touched are missing. */
export type OpenCards = Readonly<Record<string, boolean>>;

/** Far more than any page has; what is stored in a browser can be changed by other programs. */
const MOST = 50;
const ENTRY = /^([+-])([a-z0-9-]{1,40})$/;

/** Parses what `formatOpenCards` returns, such as `+score -orders`; leaves out what cannot be read. */
export function parseOpenCards(text: string): OpenCards {
  return Object.fromEntries(
    text.split(' ', MOST).flatMap((entry) => {
      const [, sign, key] = ENTRY.exec(entry) ?? [];
      return key === undefined ? [] : [[key, sign === '+'] as const];
    }),
  );
}

/** Open and closed cards as one text. */
export function formatOpenCards(openCards: OpenCards): string {
  return Object.entries(openCards)
    .map(([key, isOpen]) => `${isOpen ? '+' : '-'}${key}`)
    .join(' ');
}
