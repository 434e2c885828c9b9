/** A part of a report that machines read. */
export type ReportPart = { type: string; text: string };

/** One block of fields, each name in lower case with its first value. */
export type HeaderBlock = ReadonlyMap<string, string>;

const MOST_FIELDS = 200;

/** Blocks of fields as RFC 3464 and RFC 5965 write them: parted by empty lines, long lines folded. Empty ones are left out. */
export function headerBlocks(text: string): HeaderBlock[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(readBlock)
    .filter((block) => block.size > 0);
}

function readBlock(text: string): HeaderBlock {
  const fields = new Map<string, string>();
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n', MOST_FIELDS)) {
    const [, name, value] = /^([!-9;-~]{1,100}):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** A field of a block; null when it is not there or empty. */
export function reportField(block: HeaderBlock | undefined, name: string): string | null {
  const value = block?.get(name);
  return value === undefined || value === '' ? null : value;
}
