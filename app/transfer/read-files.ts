import { canonicalJson } from '#app/lib/canonical-json.ts';
import { convertFlow } from './klaviyo/convert-flow.ts';
import type { FlowNotes, KlaviyoContext } from './klaviyo/conversion.ts';
import { flowKey } from './klaviyo/flow-key.ts';
import { readKlaviyoFile, type KlaviyoFlow } from './klaviyo/klaviyo-file.ts';
import { MOST_FILE_DEFINITIONS } from './definition-file.ts';
import { TRANSFER_LABELS, transferId, type FileDefinition } from './file-definition.ts';
import { readFileJson, type ChosenFile } from './file-text.ts';
import { isDefinitionFile, readDefinitionFile } from './read-definition-file.ts';
import { transferKindOf } from './registry.ts';

/** What cannot be used, by the file that it is in; `what` is null for a whole file. */
export type FileProblem = { file: string; what: string | null; reason: string };

/** What files hold together. */
export type ReadFiles = {
  /** Each as this version of the app writes it, and each once. */
  definitions: FileDefinition[];
  problems: FileProblem[];
  /** What of flows of Klaviyo has no counterpart. */
  notes: FlowNotes[];
};

const UNKNOWN =
  'This is no file of definitions of this app, and no flow of Klaviyo’s API with its definition.';

/**
 * Reads the files of one import. What cannot be read is named with the reason and leaves the rest; nothing is thrown,
 * whatever the files hold.
 * @param segmentKeys keys of the shop's segments by their names in small letters
 */
export function readFiles(
  files: readonly ChosenFile[],
  segmentKeys: KlaviyoContext['segmentKeys'],
): ReadFiles {
  const read: ReadFiles = { definitions: [], problems: [], notes: [] };
  const flows: (KlaviyoFlow & { file: string })[] = [];
  const names = new Map<string, string>();
  const known = new Map<string, string>();
  for (const { name: file, text } of files) {
    const json = readFileJson(text);
    if (json.outcome === 'refused') {
      read.problems.push({ file, what: null, reason: json.reason });
    } else if (isDefinitionFile(json.value)) {
      const own = readDefinitionFile(json.value);
      if (own.outcome === 'refused') read.problems.push({ file, what: null, reason: own.reason });
      else {
        read.problems.push(...own.refused.map((one) => ({ file, ...one })));
        addDefinitions(own.definitions, file, read, known);
      }
    } else {
      const klaviyo = readKlaviyoFile(json.value);
      if (!klaviyo) read.problems.push({ file, what: null, reason: UNKNOWN });
      for (const [id, name] of klaviyo?.names ?? []) names.set(id, name);
      flows.push(...(klaviyo?.flows ?? []).map((flow) => ({ ...flow, file })));
      read.problems.push(...(klaviyo?.refused ?? []).map((one) => ({ file, ...one })));
    }
  }
  addFlows(flows, { names, segmentKeys }, read, known);
  return read;
}

/** @param known what was added, by its id, as canonical JSON */
function addDefinitions(
  definitions: readonly FileDefinition[],
  file: string,
  read: ReadFiles,
  known: Map<string, string>,
): void {
  for (const definition of definitions) {
    const id = transferId(definition);
    const json = canonicalJson(definition.content);
    const what = `${TRANSFER_LABELS[definition.kind]} “${definition.key}”`;
    const before = known.get(id);
    if (before !== undefined) {
      const reason = 'It stands there twice, and says something else. Choose one of the two files.';
      if (before !== json) read.problems.push({ file, what, reason });
    } else if (read.definitions.length >= MOST_FILE_DEFINITIONS) {
      const reason = `At most ${String(MOST_FILE_DEFINITIONS)} definitions are imported at once.`;
      read.problems.push({ file, what, reason });
    } else {
      known.set(id, json);
      read.definitions.push(definition);
    }
  }
}

/** Flows refer to what other files name, so that they are converted after all files were read. */
function addFlows(
  flows: readonly (KlaviyoFlow & { file: string })[],
  context: KlaviyoContext,
  read: ReadFiles,
  known: Map<string, string>,
): void {
  for (const flow of flows) {
    const key = flowKey(flow);
    const { name, definitions, notes } = convertFlow(flow, key, context);
    const { usable, refused } = checked(definitions);
    read.problems.push(...refused.map((one) => ({ file: flow.file, ...one })));
    addDefinitions(usable, flow.file, read, known);
    if (notes.length > 0 && !read.notes.some((one) => one.key === key))
      read.notes.push({ flow: name, key, notes });
  }
}

/** What was converted, read as every content is: a flow may hold texts and numbers that no journey may have. */
function checked(definitions: readonly FileDefinition[]): {
  usable: FileDefinition[];
  refused: { what: string; reason: string }[];
} {
  const usable: FileDefinition[] = [];
  const refused: { what: string; reason: string }[] = [];
  for (const { kind, key, content } of definitions) {
    const record = transferKindOf(kind);
    const result = record.read(content);
    const what = `${TRANSFER_LABELS[kind]} “${key}”`;
    if (!record.isKey(key)) refused.push({ what, reason: 'Its key is none of this kind.' });
    else if (result.outcome === 'read') usable.push({ kind, key, content: result.content });
    else refused.push({ what, reason: result.reason });
  }
  return { usable, refused };
}
