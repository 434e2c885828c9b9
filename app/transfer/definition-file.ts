import { z } from 'zod';
import { TRANSFER_KINDS, type FileDefinition } from './file-definition.ts';

/** What the files of this app say that they are. */
export const FILE_FORMAT = 'tendril-definitions';
/** The version of the format that is written. Earlier ones are read as well. */
export const FILE_VERSION = 1;

/** Definitions in all the files of one import. */
export const MOST_FILE_DEFINITIONS = 500;

/** The outside of a file; what is in it is read one by one, so that one that is wrong leaves the others. */
export const DefinitionFile = z.strictObject({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  /** The store that it is from, and when it was written; for readers of the file. */
  store: z.string().max(255).optional(),
  exportedAt: z.iso.datetime().optional(),
  definitions: z.array(z.unknown()).max(MOST_FILE_DEFINITIONS),
});

/** One definition of a file, before its content is read. */
export const FileEntry = z.strictObject({
  kind: z.enum(TRANSFER_KINDS),
  key: z.string().max(100),
  content: z.unknown(),
});

/**
 * A file of definitions, to be read by people too: one definition after the other, indented.
 * @param exportedAt epoch milliseconds
 */
export function writeDefinitionFile(
  definitions: readonly FileDefinition[],
  store: string,
  exportedAt: number,
): string {
  const file: z.input<typeof DefinitionFile> = {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    store,
    exportedAt: new Date(exportedAt).toISOString(),
    definitions: definitions.map(({ kind, key, content }) => ({ kind, key, content })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
