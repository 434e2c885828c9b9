/** All orders that things can come in: 24 of four, 120 of five. */
export function inEveryOrder<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, index) =>
    inEveryOrder(things.toSpliced(index, 1)).map((others) => [thing, ...others]),
  );
}
