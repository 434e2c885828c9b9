import { parseBody } from '#app/events/payloads/parse-body.ts';

/** An object of a bulk operation's file with the objects of its connections. */
export type JsonlGroup = {
  /** Null when a line of it is no JSON object. */
  parent: Record<string, unknown> | null;
  children: Record<string, unknown>[];
  /** The byte of the file after its last line. */
  end: number;
};

const LINE_FEED = 0x0a;
/** An order of 500 lines has no line near as long; a longer one is not what was asked for. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * The objects of a file in JSON lines, each with its children, which follow it directly. Holds one group at a
 * time, whatever the size of the file.
 * @param chunks the bytes of the file from `from` on
 * @param from where a group begins
 * @throws when a line is longer than anything Shopify writes
 */
export async function* jsonlGroups(
  chunks: AsyncIterable<Uint8Array>,
  from: number,
): AsyncGenerator<JsonlGroup, void, void> {
  let open: JsonlGroup | null = null;
  let end = from;
  for await (const line of linesOf(chunks)) {
    end += line.length + 1;
    const object = objectOf(line);
    if (object !== null && '__parentId' in object && open) {
      open.children.push(object);
      open.end = end;
      continue;
    }
    if (open) yield open;
    open = { parent: object, children: [], end };
  }
  if (open) yield open;
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let rest = new Uint8Array();
  for await (const chunk of chunks) {
    const bytes: Uint8Array = rest.length === 0 ? chunk : concatBytes(rest, chunk);
    let start = 0;
    for (let at = bytes.indexOf(LINE_FEED, rest.length); at >= 0;) {
      yield bytes.subarray(start, at);
      start = at + 1;
      at = bytes.indexOf(LINE_FEED, start);
    }
    rest = bytes.slice(start);
    if (rest.length > LONGEST_LINE)
      throw new Error('A line of the bulk file is too long. Ask Shopify for the file again.');
  }
  // The last line may lack its end.
  if (rest.length > 0) yield rest;
}

function concatBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function objectOf(line: Uint8Array): Record<string, unknown> | null {
  const parsed = parseBody(line);
  if (parsed.outcome === 'unusable') return null;
  const { value } = parsed;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
