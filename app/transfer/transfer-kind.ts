import type { PartChange } from '#app/definitions/definition-difference.ts';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { TransferKind } from './file-definition.ts';

/** What a definition refers to, by the key of a definition or the id of what Shopify has. */
export type TransferReference = { kind: TransferKind | 'product' | 'collection'; key: string };

/** The content of a definition, read, or what is wrong with it. */
export type ReadContent<Content> =
  { outcome: 'read'; content: Content } | { outcome: 'refused'; reason: string };

/** All about one kind of what files hold; a kind is one file of `kinds/`. */
export type TransferKindRecord<Content> = {
  /** Whether a text is the key of one. */
  isKey(key: string): boolean;
  /** Reads what stands in a file or was stored. */
  read(content: unknown): ReadContent<Content>;
  /** What the merchant calls it. */
  nameOf(content: Content): string;
  /** The same under another name. */
  withName(content: Content, name: string): Content;
  /** What it refers to, each once or more often. */
  references(content: Content): TransferReference[];
  /** The same with what it refers to under other keys. */
  withReferences(content: Content, keyOf: (reference: TransferReference) => string): Content;
  /** What is different in the later of two contents, in the words of the merchant; all of it when there was none. */
  changes(before: Content | null, after: Content, names: DefinitionNames): PartChange[];
  /** What of a content counts when two are compared. All of it when left out. */
  compared?(content: Content): unknown;
  /**
   * The same without members of staff who are none of this store, and what they were; each is asked about. Nothing when
   * it names no staff.
   */
  withoutStaff?(
    content: Content,
    isStaff: (id: string) => boolean,
  ): { content: Content; removed: string[] };
  /** Whether there is a draft of it, so that what is imported changes nothing until it is published. */
  hasDraft: boolean;
};
