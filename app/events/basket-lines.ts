import type { z } from 'zod';
import type { Line } from './event.ts';
import { minorIn } from './payload-values.ts';
import type { PricedLine } from './shopify-payload.ts';

/** The lines of a checkout or an order, whose prices share one currency. */
export function linesIn(ctx: z.RefinementCtx, lines: PricedLine[], currency: string): Line[] {
  return lines.map((line, index) => ({
    productId: line.product_id,
    variantId: line.variant_id,
    title: line.title,
    variantTitle: line.variant_title,
    quantity: line.quantity,
    unitMinor: minorIn(ctx, ['line_items', index, 'price'], line.price, currency),
  }));
}

/** How many pieces are in a basket. */
export function piecesOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
