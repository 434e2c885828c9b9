import type { z } from 'zod';
import type { KnownReferences } from '#app/segments/reference-problems.ts';
import type { DefinitionPart } from './definition-difference.ts';
import type { EmailTraits } from './email-traits.ts';

/** What a shop defines. */
export const DEFINITION_KINDS = ['journey', 'email', 'banner', 'offer'] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

/** What the merchant calls one of each kind. */
export const DEFINITION_LABELS: Record<DefinitionKind, string> = {
  journey: 'Journey',
  email: 'Email',
  banner: 'Banner',
  offer: 'Offer',
};

/** The names of what a shop has, for what refers to it. Archived ones are there, and say so. */
export type DefinitionNames = ReadonlyMap<
  DefinitionKind,
  ReadonlyMap<string, { name: string; isArchived: boolean }>
>;

/** What the merchant calls a definition; its key when it is gone. */
export function definitionName(names: DefinitionNames, kind: DefinitionKind, key: string): string {
  return names.get(kind)?.get(key)?.name ?? key;
}

/**
 * Why something cannot be published, and what to do; `stepId` is the step to change, null for the whole. A warning does not
 * keep it from being published.
 */
export type DefinitionProblem = { stepId: string | null; message: string; severity?: 'warning' };

/** Whether none of the problems keeps the content from being published. */
export function isPublishable(problems: readonly DefinitionProblem[]): boolean {
  return problems.every(({ severity }) => severity === 'warning');
}

/** What of a shop its definitions may refer to. What is left out is not looked at. */
export type DefinitionReferences = KnownReferences & {
  /** The emails in their live versions, by their keys. */
  emails?: ReadonlyMap<string, EmailTraits>;
  /** Why the shop's margin cannot be checked, as a sentence with what to do; null when it can. */
  marginProblem?: string | null;
};

/** All about one kind of definition. */
export type DefinitionKindRecord<Content extends { name: string }> = {
  kind: DefinitionKind;
  /** Reads what was stored or sent. */
  schema: z.ZodType<Content>;
  /** The content with what is derived of it, as it is stored; as it is when left out. */
  completed?(content: Content): Content;
  /** Why the content cannot be published, and what better were changed; see `isPublishable`. */
  problems(
    content: Content,
    names: DefinitionNames,
    known?: DefinitionReferences,
  ): DefinitionProblem[];
  /** The content in the words of the merchant, for a difference. */
  parts(content: Content, names: DefinitionNames): DefinitionPart[];
  /** What the content refers to. */
  references(content: Content): { kind: DefinitionKind; key: string }[];
  /** What of a content makes another version; how it is drawn, for one, does not. All of it when left out. */
  compared?(content: Content): object;
  /** The part of the app that needs the one with this key, by name; such a one cannot be archived. */
  usedByApp?(key: string): string | undefined;
  /** Whether the engine decides by it, so that every worker reads it again when it changes. */
  isPolicy: boolean;
};

/** A version as it was published; it never changes. */
export type DefinitionVersion<Content> = {
  key: string;
  version: number;
  /** The same for every version that says the same, of any shop. */
  digest: string;
  content: Content;
};

/** What ships with the app: the versions of one definition, the newest last. */
export type GalleryItem<Content> = {
  key: string;
  /** Whether a shop gets it archived, to be taken into use when the merchant wants it. */
  isCopiedArchived?: boolean;
  versions: readonly { galleryVersion: number; content: Content }[];
};

/** The newest version of an item of the gallery. */
export function newestOf<Content>({
  key,
  versions,
}: GalleryItem<Content>): GalleryItem<Content>['versions'][number] {
  const newest = versions.at(-1);
  if (!newest) throw new Error(`${key} of the gallery has no version. Give it one.`);
  return newest;
}
