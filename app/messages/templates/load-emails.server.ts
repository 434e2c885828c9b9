import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import type { DefinitionVersion } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import { emailGallery } from '#app/messages/templates.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { EmailContent } from './email-content.ts';
import { emailKind } from './email-kind.ts';
import { selectEmailVersions } from './store/email-versions.server.ts';

/** A version of an email. */
export type EmailVersion = DefinitionVersion<EmailContent>;

/** The live versions of a shop's emails by their keys, archived ones too: what was scheduled before is still sent. */
export async function loadEmails(
  client: ShopClient,
  shopId: string,
): Promise<ReadonlyMap<string, EmailVersion>> {
  const rows = await shopDefinitions(client, shopId, emailKind, emailGallery);
  const emails = await readVersions(client, shopId, emailKind, liveVersions(rows));
  return new Map(emails.map((email) => [email.key, email]));
}

/** Versions of a shop's emails by their keys and numbers; one that is gone is missing. */
export async function loadEmailVersions(
  client: ShopClient,
  shopId: string,
  wanted: readonly { key: string; version: number }[],
): Promise<EmailVersion[]> {
  if (wanted.length === 0) return [];
  const rows = await selectEmailVersions(client, shopId, wanted);
  return await readVersions(client, shopId, emailKind, rows);
}
