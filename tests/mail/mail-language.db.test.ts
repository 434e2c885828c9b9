import { expect, test } from 'vitest';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import type { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { templateNamed } from '#app/messages/templates.ts';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { openDueMails } from './due-mails.ts';
import { NOON, openMailEnvironment } from './mail-environment.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { dueMail, mailsTo } = openDueMails(environment);

/** Publishes the first reminder of a cart in German beside English. */
async function publishGerman(): Promise<void> {
  const { pool, shopId } = environment;
  const { key, ...content } = templateNamed('basket-reminder-1');
  const translations = { de: { ...content, subject: 'Ihr Warenkorb wartet' } };
  const { subject, preview, body, text } = translations.de;
  const target = { kind: 'email', key } as const;
  const rows = await inShop(pool, shopId, (client) => loadAllDefinitions(client, shopId));
  const base = rows.find((row) => row.kind === 'email' && row.key === key)?.liveVersion ?? null;
  const change = (intent: DefinitionIntent) =>
    changeDefinition(pool, createRenderer(), shopId, intent, 'ann', NOON);
  const written = { ...content, translations: { de: { subject, preview, body, text } } };
  await change({ intent: 'save_draft', ...target, content: written, revision: 0, base });
  const published = await change({ intent: 'publish', ...target, revision: 1, base });
  expect(published).toMatchObject({ outcome: 'published' });
}

test('readers get an email in the language of their profile, all others in its main one', async () => {
  await publishGerman();
  const [german, french] = [await dueMail({ locale: 'de-CH' }), await dueMail({ locale: 'fr-FR' })];
  await deliverMails(environment.mailServices, environment.shopId);

  const [toGerman] = await mailsTo(german.person.email);
  expect(toGerman?.subject).toBe('Ihr Warenkorb wartet');
  const mail = await environment.mailbox.get(toGerman?.id ?? 0);
  expect(mail?.text).toContain('12,50');
  expect(mail?.text).toContain('Sie erhalten diese E-Mail, weil Sie Neuigkeiten von');
  expect(mail?.text).toContain('Abmelden oder auswählen, was Sie erhalten: https://');
  expect(mail?.html).toContain('<html lang="de"');

  const [toFrench] = await mailsTo(french.person.email);
  expect(toFrench?.subject).toMatch(/is saved$/);
});
