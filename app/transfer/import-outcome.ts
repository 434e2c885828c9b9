import type { FlowNotes } from './klaviyo/conversion.ts';
import type { PlannedDefinition, ImportMode } from './plan-import.ts';
import type { FileProblem } from './read-files.ts';
import type { TransferKind } from './file-definition.ts';

/** What an import of files would do, and what of them cannot be used. */
export type ImportPlan = {
  definitions: PlannedDefinition[];
  problems: FileProblem[];
  notes: FlowNotes[];
  /** The same while the files and what the shop has of them are the same. */
  digest: string;
};

/** One definition that is to be imported, and how. */
export type ImportChoice = { id: string; mode: ImportMode };

/** A definition that was imported. */
export type ImportedDefinition = { kind: TransferKind; key: string; name: string };

/** What came of an import. But for the first nothing was written. */
export type ImportOutcome =
  | {
      outcome: 'imported';
      imported: ImportedDefinition[];
      /** What of the flows that were imported is not the same as in Klaviyo. */
      notes: FlowNotes[];
    }
  /** The shop or the files are others than those that were shown. */
  | { outcome: 'changed_meanwhile'; plan: ImportPlan }
  /** The first definition that the shop does not take, and why. */
  | { outcome: 'refused'; what: string; reason: string };
