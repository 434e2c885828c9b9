import type { PartChange } from '#app/definitions/definition-difference.ts';
import type { RowOrder } from '#app/lib/arrange-rows.ts';
import type { DrawnDifference } from './drawn-difference.ts';

/** A version in the history of a journey. */
export type JourneyVersion = {
  version: number;
  name: string;
  /** Null for a copy of what ships with the app. */
  author: string | null;
  galleryVersion: number | null;
  /** Epoch milliseconds. */
  createdAt: number;
};

/** Two versions of a journey, and what is different in the later one. */
export type ComparedVersions = {
  before: number;
  after: number;
  changes: PartChange[];
  drawn: DrawnDifference;
};

/** What the versions can be sorted by. */
export const JOURNEY_VERSION_SORTS = ['version'] as const;
export type JourneyVersionSort = (typeof JOURNEY_VERSION_SORTS)[number];

/** Versions on a page. */
export const JOURNEY_VERSIONS_SHOWN = 20;

export const JOURNEY_VERSION_ORDER: RowOrder<JourneyVersion, JourneyVersionSort> = {
  text: ({ version, name }) => `version ${String(version)} ${name}`,
  by: { version: ({ version }) => version },
};

/**
 * Which two versions an address asks to compare: the newest with the one before it when it asks for none that there are.
 * @param versions the newest first
 * @returns null where there is only one
 */
export function comparedNumbers(
  versions: readonly { version: number }[],
  params: URLSearchParams,
): { before: number; after: number } | null {
  const numbers = versions.map(({ version }) => version);
  const [newest, previous] = numbers;
  if (newest === undefined || previous === undefined) return null;
  const asked = (name: string) => numbers.find((number) => String(number) === params.get(name));
  const after = asked('version') ?? newest;
  const earlier = numbers.find((number) => number < after);
  const before = asked('with') ?? earlier ?? previous;
  return { before, after };
}
