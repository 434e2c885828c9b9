import { MOST_FILE_DEFINITIONS, writeDefinitionFile } from './definition-file.ts';
import type { FileDefinition } from './file-definition.ts';
import { MOST_FILE_BYTES } from './file-text.ts';
import { importOrder } from './import-order.ts';

/**
 * The files of an export, each of which can be imported: one, or where that would hold too much several, to be imported
 * one after the other, since what others refer to comes first. A definition that alone is too large has a file of its own.
 * @param exportedAt epoch milliseconds
 */
export function writeExportFiles(
  definitions: readonly FileDefinition[],
  store: string,
  exportedAt: number,
): string[] {
  const write = (part: readonly FileDefinition[]) => writeDefinitionFile(part, store, exportedAt);
  const whole = write(definitions);
  if (definitions.length <= MOST_FILE_DEFINITIONS && sentBytes(whole) <= MOST_FILE_BYTES)
    return [whole];
  const parts: FileDefinition[][] = [];
  let part: FileDefinition[] = [];
  let bytes = 0;
  for (const definition of importOrder(definitions)) {
    // With what stands around it in a file, so that several together are never more.
    const size = sentBytes(write([definition]));
    const isFull = part.length >= MOST_FILE_DEFINITIONS || bytes + size > MOST_FILE_BYTES;
    if (part.length > 0 && isFull) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(definition);
    bytes += size;
  }
  return [...parts, part].map(write);
}

/** Bytes of a text as a form sends it: it ends lines with two characters. */
function sentBytes(text: string): number {
  return new TextEncoder().encode(text.replaceAll('\n', '\r\n')).length;
}
