import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { CreateOutcome, DraftOutcome } from '#app/definitions/definition-outcome.ts';
import type { SavedDraft } from './draft-saver.ts';

/** The draft of a definition, and the addresses of its pages. */
export type DraftPlace = {
  kind: DefinitionKind;
  key: string;
  /** Page of the draft's editor, such as /app/journeys/KEY/edit, whose action publishes and discards. */
  editor: string;
  /** Route that saves, such as /app/journeys/KEY/draft. */
  draft: string;
  /** The list. */
  list: string;
};

/** The addresses of a definition whose pages stand below its list. */
export function draftPlace(kind: DefinitionKind, key: string, list: string): DraftPlace {
  const page = `${list}/${key}`;
  return { kind, key, editor: `${page}/edit`, draft: `${page}/draft`, list };
}

const MOST_KEPT_ALIVE = 60_000;

/**
 * Saves what is drawn. Not by a fetcher of the router: its answers would load the page again with every pause.
 * @param isLeaving lets the browser finish it after the page is closed
 * @throws when no answer came
 */
export async function sendDraft<Content>(
  { kind, key, draft: address }: DraftPlace,
  { content, revision, base }: SavedDraft<Content>,
  isLeaving = false,
): Promise<DraftOutcome> {
  const fields = {
    intent: 'save_draft',
    kind,
    key,
    content: JSON.stringify(content),
    revision: String(revision),
    base: base === null ? '' : String(base),
  };
  return await post<DraftOutcome>(address, fields, isLeaving);
}

/** Saves what is drawn as a definition of its own. @throws when no answer came */
export async function sendCopy(
  { draft: address }: DraftPlace,
  content: object,
): Promise<CreateOutcome> {
  return await post(address, { intent: 'save_copy', content: JSON.stringify(content) });
}

async function post<Outcome>(
  address: string,
  fields: Record<string, string>,
  isLeaving = false,
): Promise<Outcome> {
  const body = new URLSearchParams(fields);
  const response = await fetch(address, {
    method: 'POST',
    body,
    // Browsers refuse to finish more than 64 KB after a page is closed.
    keepalive: isLeaving && body.toString().length < MOST_KEPT_ALIVE,
  });
  if (!response.ok) throw new Error(`The draft was answered with ${String(response.status)}.`);
  return (await response.json()) as Outcome;
}
