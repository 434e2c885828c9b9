import { expect, test } from 'vitest';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { setLiveVersion } from '#app/definitions/store/definitions.server.ts';
import { insertVersion } from '#app/definitions/store/versions.server.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { addPerson, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { askForReview } from '#tests/mail/mail-orders.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { loadAskedProducts } from './asked-products.server.ts';

const db = await testDatabase();
const { pool, shopId, ...environment } = await openMailEnvironment(db.url);
const TEMPLATE = 'review-request';

test('what a mail asked about is found by the version it was written from, whatever is live since', async () => {
  const mails = { pool, shopId, ...environment };
  const person = await addPerson(mails);
  const key = await askForReview(mails, person, [{ productId: '501', title: 'Wool hat' }], 12);
  await inShop(pool, shopId, async (client) => {
    const asking = (await loadEmails(client, shopId)).get(TEMPLATE);
    if (!asking) throw new Error('The gallery has no request for a review.');
    const content = { ...asking.content, shows: 'ordered' as const };
    const changed = { name: content.name, content, digest: contentDigest(content) };
    const version = await insertVersion(
      client,
      shopId,
      'email',
      TEMPLATE,
      { ...changed, galleryVersion: null, author: 'ann' },
      NOON,
    );
    await setLiveVersion(client, shopId, 'email', TEMPLATE, version, null);
    const askedBy = async (templateVersion: number | null) => {
      const mail = { key, template: TEMPLATE, templateVersion };
      return (await loadAskedProducts(client, shopId, [mail], NOON)).get(key);
    };
    expect(await askedBy(asking.version)).toEqual(['501']);
    expect(await askedBy(version)).toBeUndefined();
    expect(await askedBy(null)).toBeUndefined();
  });
});
