import type { CreateOutcome, DraftOutcome } from '#app/definitions/definition-outcome.ts';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { SavedDraft } from './draft-saver.ts';

const MOST_KEPT_ALIVE = 60_000;

/**
 * Saves what is drawn. Not by a fetcher of the router: its answers would load the page again with every pause.
 * @param isLeaving lets the browser finish it after the page is closed
 * @throws when no answer came
 */
export async function sendDraft(
  key: string,
  { content, revision, base }: SavedDraft,
  isLeaving = false,
): Promise<DraftOutcome> {
  const fields = {
    intent: 'save_draft',
    kind: 'journey',
    key,
    content: JSON.stringify(content),
    revision: String(revision),
    base: base === null ? '' : String(base),
  };
  return await post<DraftOutcome>(key, fields, isLeaving);
}

/** Saves what is drawn as a journey of its own. @throws when no answer came */
export async function sendCopy(key: string, content: JourneyContent): Promise<CreateOutcome> {
  return await post(key, { intent: 'save_copy', content: JSON.stringify(content) });
}

async function post<Outcome>(
  key: string,
  fields: Record<string, string>,
  isLeaving = false,
): Promise<Outcome> {
  const body = new URLSearchParams(fields);
  const response = await fetch(`/app/journeys/${key}/draft`, {
    method: 'POST',
    body,
    // Browsers refuse to finish more than 64 KB after a page is closed.
    keepalive: isLeaving && body.toString().length < MOST_KEPT_ALIVE,
  });
  if (!response.ok) throw new Error(`The draft was answered with ${String(response.status)}.`);
  return (await response.json()) as Outcome;
}
