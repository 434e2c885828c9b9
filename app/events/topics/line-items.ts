import type { z } from 'zod';
import type { Line, OrderSnapshot } from '#app/events/snapshots.ts';
import { minorIn } from '#app/events/payloads/payload-values.ts';
import type { PricedLine } from '#app/events/payloads/shopify-payload.ts';

/** The lines of a checkout or an order, whose prices share one currency. */
export function linesIn(ctx: z.RefinementCtx, lines: PricedLine[], currency: string): Line[] {
  return lines.map((line, index) => ({
    productId: line.product_id,
    variantId: line.variant_id,
    title: line.title,
    variantTitle: line.variant_title,
    quantity: line.quantity,
    unitMinor: minorIn(ctx, ['line_items', index, 'price'], line.price, currency),
    ...currentOf(line),
    ...unsentOf(line),
    ...goodsOf(line),
  }));
}

/** Lines that are kept of a cart or an order; its totals are of all of them. */
const LINES_KEPT = 500;

/** The lines that are kept. */
export function boundedLines(lines: Line[]): Line[] {
  return lines.slice(0, LINES_KEPT);
}

/** The lines of an order that are kept, and how much is left of all of them where that is not to be seen there. */
export function boundedOrderLines(
  lines: Line[],
): Pick<OrderSnapshot, 'lines' | 'pieces' | 'lineCount'> {
  if (lines.length <= LINES_KEPT) return { lines };
  const { pieces, lines: lineCount } = orderSize({ lines });
  return { lines: boundedLines(lines), pieces, lineCount };
}

/** What is left of a line, where that is said and is not all of it. */
function currentOf({ quantity, current_quantity: current }: PricedLine): Pick<Line, 'current'> {
  return typeof current === 'number' && current !== quantity ? { current } : {};
}

/** How many pieces of a line are left. */
export function piecesLeft({ quantity, current }: Line): number {
  return current ?? quantity;
}

/** How many pieces of a line are still to be sent, where that is said and there are some. */
function unsentOf({ fulfillable_quantity: unsent }: PricedLine): Pick<Line, 'unsent'> {
  return typeof unsent === 'number' && unsent > 0 ? { unsent } : {};
}

function goodsOf({ gift_card, requires_shipping }: PricedLine): Pick<Line, 'goods'> {
  if (gift_card === true) return { goods: 'gift_card' };
  return requires_shipping === false ? { goods: 'digital' } : {};
}

/** How many pieces are in a cart or checkout. */
export function piecesOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** How many pieces and lines are left of an order, also where only some of its lines are at hand. */
export function orderSize({
  lines,
  pieces,
  lineCount,
}: Pick<OrderSnapshot, 'lines' | 'pieces' | 'lineCount'>): { pieces: number; lines: number } {
  if (pieces !== undefined && lineCount !== undefined) return { pieces, lines: lineCount };
  const left = lines.map(piecesLeft).filter((count) => count > 0);
  return { pieces: left.reduce((sum, count) => sum + count, 0), lines: left.length };
}
