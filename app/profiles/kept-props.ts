import { orderSize } from '#app/events/topics/line-items.ts';
import type { Line, OrderSnapshot } from '#app/events/event.ts';
import { storedLines } from './stored-lines.ts';

/**
 * An event's own facts as its row keeps them: of the lines of carts and orders which goods and how many, because a
 * journey is run over the past by them, and how much they came to, because scores of the past ask for that.
 */
export function keptProps(props: object): object {
  return Object.fromEntries(
    Object.entries(props).map(([key, value]) => [key, withoutLines(key, value)]),
  );
}

function withoutLines(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('lines' in value)) return value;
  const { lines, ...rest } = value;
  if (key === 'cart') return { ...rest, items: storedLines(lines as Line[]) };
  if (key !== 'order') return rest;
  const { pieces, lines: lineCount } = orderSize(value as OrderSnapshot);
  // The address that was given for it stands in the order's row alone.
  const { contact: _contact, ...kept } = rest as Omit<OrderSnapshot, 'lines'>;
  return { ...kept, items: storedLines(lines as Line[]), pieces, lineCount };
}
