/** Which cards of a page are open, by their keys; those that were never touched are missing. */
export type Folds = Readonly<Record<string, boolean>>;

/** Far more than any page has; what is kept in a browser can be changed by other programs. */
const MOST = 50;
const ENTRY = /^([+-])([a-z0-9-]{1,40})$/;

/** Reads folds as `writeFolds` writes them, such as `+score -orders`; leaves out what cannot be read. */
export function readFolds(text: string): Folds {
  return Object.fromEntries(
    text.split(' ', MOST).flatMap((entry) => {
      const [, sign, key] = ENTRY.exec(entry) ?? [];
      return key === undefined ? [] : [[key, sign === '+'] as const];
    }),
  );
}

/** Folds as one text. */
export function writeFolds(folds: Folds): string {
  return Object.entries(folds)
    .map(([key, isOpen]) => `${isOpen ? '+' : '-'}${key}`)
    .join(' ');
}
