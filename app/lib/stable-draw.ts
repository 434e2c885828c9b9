import { idOf } from './ids.ts';

/** So many hexadecimal digits of an id are random; the next one is its version. */
const DIGITS = 12;

/**
 * A number from 0 up to and without 1 that is derived from what it names: the same each time, evenly spread over names, and
 * unrelated to the number of any other name.
 * @param parts as of `idOf`
 */
export function stableDraw(...parts: string[]): number {
  return (
    parseInt(
      idOf(...parts)
        .replaceAll('-', '')
        .slice(0, DIGITS),
      16,
    ) /
    16 ** DIGITS
  );
}
