/** Deeper than anything Shopify sends, far shallower than the call stack. */
const DEEPEST = 64;

/**
 * What plain JSON.parse would not keep: an integer of 16 digits may exceed 2^53, and a NUL or half a surrogate
 * pair, which JSON can only write escaped, cannot be stored by PostgreSQL.
 */
const NEEDS_CARE = /\d{16}|\\u(?:0000|[dD][89a-fA-F])/;

const NUL_OR_LONE_SURROGATE = /[\0\p{Surrogate}]/gu;

export type ParsedBody =
  { outcome: 'parsed'; value: unknown } | { outcome: 'unusable'; reason: string };

/**
 * The JSON of a delivery. Integers beyond 2^53 come out as their digits, texts are always storable, nesting is
 * bounded. Never throws, whatever the bytes.
 */
export function parseBody(body: Uint8Array | string): ParsedBody {
  const text = typeof body === 'string' ? withoutByteOrderMark(body) : decode(body);
  if (text === null) return { outcome: 'unusable', reason: 'body: expected UTF-8' };
  const value = parse(text);
  if (value === undefined) return { outcome: 'unusable', reason: 'body: expected JSON' };
  if (typeof value === 'object' && value !== null && !fits(value, DEEPEST))
    return { outcome: 'unusable', reason: `body: expected at most ${DEEPEST} levels` };
  return { outcome: 'parsed', value: NEEDS_CARE.test(text) ? parseWithCare(text) : value };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Uint8Array): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

/** A byte order mark is no part of a text; decoding drops it too. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The value of a JSON text; undefined, which JSON cannot express, when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it nests at most so deep. It makes nothing that would have to be cleared away for each value. */
function fits(value: object, levels: number): boolean {
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((child: unknown) => isFitting(child, levels));
  for (const key in value)
    if (!isFitting((value as Record<string, unknown>)[key], levels)) return false;
  return true;
}

function isFitting(child: unknown, levels: number): boolean {
  return typeof child !== 'object' || child === null || fits(child, levels - 1);
}

/** Several times slower than JSON.parse alone, and it recurses: only for texts that need it and fit. */
function parseWithCare(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'string') return value.replace(NUL_OR_LONE_SURROGATE, '\uFFFD');
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return context?.source ?? value;
    return value;
  });
}
