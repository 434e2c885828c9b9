import { loadStoredDraft } from '#app/definitions/load-stored-draft.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import { allVariables } from '#app/messages/blocks/email-variables.ts';
import { emailToCompose } from '#app/messages/editor/blank-email.ts';
import {
  type ComposedEmail,
  isComposed,
  uncompiled,
} from '#app/messages/templates/composed-email.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { EmailEditorData } from './email-editor.ts';
import { subjectWords } from './subject-words.ts';

/**
 * All that the editor of an email shows; null when there is no such email, or one that this app cannot read.
 * @param row of the email
 */
export async function loadEmailEditor(
  client: ShopClient,
  shop: { id: string; name: string },
  row: DefinitionRow,
): Promise<EmailEditorData | null> {
  const loaded = await loadStoredDraft(client, shop.id, emailKind, row);
  if (!loaded) return null;
  const { stored, published } = loaded;
  return {
    stored: composed(stored, shop.name),
    published: published && composed(published, shop.name),
    wasMarkup: !isComposed(stored.content),
    variables: allVariables(),
  };
}

function composed(stored: StoredDraft<EmailContent>, shopName: string): StoredDraft<ComposedEmail> {
  const { content } = stored;
  if (isComposed(content)) return { ...stored, content: uncompiled(content) };
  const subject = subjectWords(content.subject, shopName);
  const preheader = subjectWords(content.preview, shopName);
  return { ...stored, content: emailToCompose(content, { subject, preheader }) };
}
