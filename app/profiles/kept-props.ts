import { orderSize } from '#app/events/topics/line-items.ts';
import type { OrderSnapshot } from '#app/events/event.ts';

/**
 * An event's own facts as its row keeps them: without the long lists that the rows of carts and orders hold anyway,
 * but with how much they came to, because scores of the past ask for that.
 */
export function keptProps(props: object): object {
  return Object.fromEntries(
    Object.entries(props).map(([key, value]) => [key, withoutLines(key, value)]),
  );
}

function withoutLines(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('lines' in value)) return value;
  const { lines: _lines, ...rest } = value;
  if (key !== 'order') return rest;
  const { pieces, lines: lineCount } = orderSize(value as OrderSnapshot);
  // The address that was given for it stands in the order's row alone.
  const { contact: _contact, ...kept } = rest as Omit<OrderSnapshot, 'lines'>;
  return { ...kept, pieces, lineCount };
}
