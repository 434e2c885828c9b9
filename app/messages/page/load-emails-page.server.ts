import { definitionState } from '#app/definitions/definition-state.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { listNewDrafts, readDraft } from '#app/definitions/store/drafts.server.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import { wordingsOf } from '#app/messages/templates/email-language.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { EmailLine } from './email-list.ts';
import type { ShownEmail } from './shown-email.ts';
import { subjectWords } from './subject-words.ts';

/**
 * Every email of a shop that this version of the app can read.
 * @param rows all definitions of the shop
 * @param users what sends which email, by its key
 */
export async function loadEmailLines(
  client: ShopClient,
  shop: { id: string; name: string },
  rows: readonly DefinitionRow[],
  users: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<EmailLine[]> {
  const emails = rows.filter(({ kind }) => kind === emailKind.kind);
  const states = new Map(emails.map((row) => [row.key, definitionState(row)]));
  const versions = await readVersions(client, shop.id, emailKind, liveVersions(emails));
  const drafts = await listNewDrafts(client, shop.id, emailKind.kind);
  const contents = [
    ...versions,
    ...drafts.flatMap(({ key, content }) => {
      const read = EmailContent.safeParse(content);
      return read.success ? [{ key, content: read.data }] : [];
    }),
  ];
  return contents.map(({ key, content: { name, subject, purpose = null } }) => ({
    key,
    name,
    subject: subjectWords(subject, shop.name),
    state: states.get(key) ?? 'draft',
    purpose,
    usedBy: [...(users.get(key) ?? [])],
  }));
}

/** An email with its draft; undefined when there is none, or none that this version of the app can read. */
export async function loadShownEmail(
  client: ShopClient,
  shop: { id: string; name: string },
  rows: readonly DefinitionRow[],
  key: string,
): Promise<ShownEmail | undefined> {
  const row = rows.find((one) => one.kind === emailKind.kind && one.key === key);
  if (!row) return undefined;
  const draft = await readDraft(client, shop.id, emailKind.kind, key);
  const written = EmailContent.safeParse(draft?.content);
  const [live] = await readVersions(client, shop.id, emailKind, liveVersions([row]));
  const content = written.success ? written.data : live?.content;
  return (
    content && {
      key,
      languages: wordingsOf(content).map(({ language }) => language),
      state: definitionState(row),
      content,
      subject: subjectWords(content.subject, shop.name),
      preheader: subjectWords(content.preview, shop.name),
      revision: draft?.revision ?? 0,
      liveVersion: row.liveVersion,
    }
  );
}
