import { z } from 'zod';
import { firstContentProblem } from './content-problem.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import {
  DefinitionFile,
  FILE_FORMAT,
  FILE_VERSION,
  FileEntry,
  MOST_FILE_DEFINITIONS,
} from './definition-file.ts';
import { TRANSFER_LABELS, type FileDefinition } from './file-definition.ts';
import { transferKindOf } from './registry.ts';

/** A definition of a file that cannot be used. */
export type RefusedDefinition = { what: string; reason: string };

/** What a file of definitions holds, each with its content read and as this version of the app writes it. */
export type ReadDefinitions =
  | { outcome: 'read'; definitions: FileDefinition[]; refused: RefusedDefinition[] }
  | { outcome: 'refused'; reason: string };

const Envelope = z.object({ format: z.unknown().optional(), version: z.unknown().optional() });

const Counted = z.object({ definitions: z.array(z.unknown()) });

/** Whether the JSON of a file is, or once was, one of definitions of this app. */
export function isDefinitionFile(json: unknown): boolean {
  const envelope = Envelope.safeParse(json);
  return envelope.success && envelope.data.format === FILE_FORMAT;
}

/** Reads the JSON of a file of definitions. One that cannot be read leaves the others. */
export function readDefinitionFile(json: unknown): ReadDefinitions {
  const version = Envelope.safeParse(json).data?.version;
  if (version !== FILE_VERSION) return { outcome: 'refused', reason: versionReason(version) };
  const count = Counted.safeParse(json).data?.definitions.length ?? 0;
  if (count > MOST_FILE_DEFINITIONS)
    return {
      outcome: 'refused',
      reason: `The file holds ${formatNumber(count)} definitions, and at most ${formatNumber(MOST_FILE_DEFINITIONS)} are imported at once. Export it again, in several files, or take some out.`,
    };
  const file = DefinitionFile.safeParse(json);
  if (!file.success)
    return {
      outcome: 'refused',
      reason: `The file is damaged. ${firstContentProblem(file.error)}`,
    };
  const definitions: FileDefinition[] = [];
  const refused: RefusedDefinition[] = [];
  for (const [index, entry] of file.data.definitions.entries()) {
    const read = readEntry(entry, index);
    if ('definition' in read) definitions.push(read.definition);
    else refused.push(read.refused);
  }
  return { outcome: 'read', definitions, refused };
}

function versionReason(version: unknown): string {
  if (typeof version !== 'number')
    return 'The file does not say which version of the format it has.';
  return version > FILE_VERSION
    ? `The file has format version ${String(version)}, from a later version of the app. This one reads version ${String(FILE_VERSION)}: export it again in a store that has the same version of the app.`
    : `There is no format version ${String(version)}. Export the file again.`;
}

function readEntry(
  input: unknown,
  index: number,
): { definition: FileDefinition } | { refused: RefusedDefinition } {
  const entry = FileEntry.safeParse(input);
  const place = `Definition ${String(index + 1)}`;
  if (!entry.success) return { refused: { what: place, reason: firstContentProblem(entry.error) } };
  const { kind, key, content } = entry.data;
  const what = `${TRANSFER_LABELS[kind]} “${key}”`;
  const record = transferKindOf(kind);
  if (!record.isKey(key)) return { refused: { what, reason: 'Its key is none of this kind.' } };
  const read = record.read(content);
  return read.outcome === 'read'
    ? { definition: { kind, key, content: read.content } }
    : { refused: { what, reason: read.reason } };
}
