import type { Line, ParcelLine } from '#app/events/event.ts';

/** What a line sells: the variant, the product where no variant is known, or else its title. */
function goodsOf({ variantId, productId, title }: ParcelLine | Line): string {
  if (variantId !== null) return `variant:${variantId}`;
  return productId === null ? `title:${title}` : `product:${productId}`;
}

/** How many pieces there are of each of the goods in these lines. */
export function piecesIn(lines: readonly (ParcelLine | Line)[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const line of lines) {
    const goods = goodsOf(line);
    pieces.set(goods, (pieces.get(goods) ?? 0) + line.quantity);
  }
  return pieces;
}

/** Whether lines are of the same goods and pieces one by one, which is found out sooner than what there is of each of the goods. */
export function haveSamePieces(lines: readonly Line[], others: readonly Line[]): boolean {
  return (
    lines.length === others.length &&
    lines.every((line, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        line.quantity === other.quantity &&
        line.variantId === other.variantId &&
        line.productId === other.productId &&
        line.title === other.title
      );
    })
  );
}

/** The lines as far as the pieces of others go. */
export function linesAmong(lines: readonly Line[], others: readonly (ParcelLine | Line)[]): Line[] {
  const pieces = piecesIn(others);
  return lines.flatMap((line) => withPieces(line, taken(line, pieces)));
}

/** The lines without the pieces of others. */
export function linesWithout(
  lines: readonly Line[],
  others: readonly (ParcelLine | Line)[],
): Line[] {
  const pieces = piecesIn(others);
  return lines.flatMap((line) => withPieces(line, line.quantity - taken(line, pieces)));
}

/** A line of so many pieces; none where there are no pieces. */
export function withPieces(line: Line, pieces: number): Line[] {
  return pieces > 0 ? [{ ...line, quantity: pieces }] : [];
}

/** Takes as many of the pieces as a line has, and says how many. */
function taken(line: Line, pieces: Map<string, number>): number {
  const goods = goodsOf(line);
  const left = pieces.get(goods) ?? 0;
  const count = Math.min(left, line.quantity);
  pieces.set(goods, left - count);
  return count;
}
