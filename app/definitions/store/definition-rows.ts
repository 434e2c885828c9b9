import type { DefinitionKind } from '#app/definitions/definition-kind.ts';

/** A definition with its live version. */
export type DefinitionRow = {
  kind: DefinitionKind;
  key: string;
  /** Null while there is only a draft. */
  liveVersion: number | null;
  /** Epoch milliseconds. */
  archivedAt: number | null;
  /** Since when it stands still, epoch milliseconds; null when it does not. Only journeys are paused. */
  pausedAt: number | null;
  /** Whether it is as it was copied from the gallery and was never in use. */
  isUnused: boolean;
  galleryVersion: number | null;
  declinedVersion: number | null;
  /** Of the live version; null without one. */
  name: string | null;
  digest: string | null;
  /** The version of the gallery that the live version is an untouched copy of. */
  copiedVersion: number | null;
};

/** A version by its number and what it says. */
export type VersionRow = { key: string; version: number; digest: string };

export type DraftRow = {
  content: unknown;
  basedOnVersion: number | null;
  revision: number;
  author: string;
  /** Epoch milliseconds. */
  savedAt: number;
};
