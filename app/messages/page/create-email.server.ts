import { createDefinition } from '#app/definitions/create-definition.server.ts';
import type { CreateOutcome } from '#app/definitions/definition-outcome.ts';
import { loadStoredDraft } from '#app/definitions/load-stored-draft.server.ts';
import { listDefinitions } from '#app/definitions/store/definitions.server.ts';
import { blankEmail } from '#app/messages/editor/blank-email.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { NewEmailIntent } from './new-email-intent.ts';

const UNTITLED = 'Untitled email';
/** Of the name that is copied. */
const MOST_COPIED = 100;

/**
 * Makes a draft of a new email, or of a copy of another as it is written now.
 * @param by the member of staff
 * @param now epoch milliseconds
 */
export async function createEmail(
  client: ShopClient,
  shopId: string,
  intent: NewEmailIntent,
  by: string,
  now: number,
): Promise<CreateOutcome | { outcome: 'not_found' }> {
  const content =
    intent.intent === 'create' ? blankEmail(UNTITLED) : await copyOf(client, shopId, intent.key);
  if (!content) return { outcome: 'not_found' };
  return await createDefinition(client, shopId, emailKind, content, by, now);
}

async function copyOf(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<EmailContent | undefined> {
  const rows = await listDefinitions(client, shopId, emailKind.kind);
  const row = rows.find((one) => one.key === key);
  const loaded = row && (await loadStoredDraft(client, shopId, emailKind, row));
  if (!loaded) return undefined;
  const { content } = loaded.stored;
  return { ...content, name: `${content.name.slice(0, MOST_COPIED)} (copy)` };
}
