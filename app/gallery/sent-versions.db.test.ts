import { expect, test } from 'vitest';
import { newestOf } from '#app/definitions/definition-kind.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { templateNamed } from '#app/messages/templates.ts';
import { publishContent } from '#tests/definitions/definition-shop.ts';
import { markupEmail } from '#tests/definitions/markup-email.ts';
import { openDueMails } from '#tests/mail/due-mails.ts';
import {
  addCart,
  addPerson,
  effectState,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { runEffectsOf } from '#tests/setup/run-effects-of.ts';
import { galleryKindOf } from './registry.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { dueMail, mailsTo } = openDueMails(environment);
const { pool, shopId, mailServices } = environment;

function bannerContent(wanted: string): object {
  const item = galleryKindOf('banner').items.find(({ key }) => key === wanted);
  if (!item) throw new Error(`The gallery has no banner ${wanted}.`);
  return newestOf(item).content;
}

/** An email of the gallery as if it were written by hand. */
function emailMarkup(wanted: string): EmailContent {
  const { key: _key, ...content } = templateNamed(wanted);
  return markupEmail(content);
}

async function sentVersions() {
  const { rows } = await db.owner.query<{ subject: string; version: number | null }>(
    'select subject, template_version as version from message where shop_id = $1 order by subject',
    [shopId],
  );
  return rows;
}

test('an email is sent as it is live at that moment, and the version is stored with it', async () => {
  await dueMail();
  await deliverMails(mailServices, shopId);
  expect(await sentVersions()).toMatchObject([{ version: 3 }]);
  const scheduled = await dueMail();
  const { template } = (
    await db.owner.query<{ template: string }>(
      `select payload ->> 'template' as template from effect where shop_id = $1 and key = $2`,
      [shopId, scheduled.key],
    )
  ).rows[0] ?? { template: '' };
  const content = { ...emailMarkup(template), subject: 'All new words' };
  expect((await publishContent(pool, shopId, 'email', template, content)).outcome).toBe(
    'published',
  );
  await deliverMails(mailServices, shopId);
  expect(await mailsTo(scheduled.person.email)).toMatchObject([{ subject: 'All new words' }]);
  expect(await sentVersions()).toMatchObject([{ subject: 'All new words', version: 4 }, {}]);
});

test('an email whose markup is broken is held back alone and says why', async () => {
  const broken = await dueMail();
  const template = 'order-thanks';
  const content = { ...emailMarkup(template), body: '<mj-nonsense />' };
  await publishContent(pool, shopId, 'email', template, content);
  await db.owner.query(
    `update effect set payload = jsonb_set(payload::jsonb, '{template}', '"order-thanks"')
      where shop_id = $1 and key = $2`,
    [shopId, broken.key],
  );
  const whole = await dueMail();
  await deliverMails(mailServices, shopId);
  expect(await effectState(environment, broken.key)).toMatchObject({
    state: 'failed',
    reason: 'not_renderable',
  });
  expect((await effectState(environment, whole.key)).state).toBe('done');
});

test('a banner is placed as it is live at that moment, with its version', async () => {
  const content = { ...bannerContent('basket-banner'), heading: 'Look who is back' };
  await publishContent(pool, shopId, 'banner', 'basket-banner', content);
  const person = await addPerson(environment);
  const { runId, token } = await addCart(environment, person.id);
  const payload = {
    template: 'basket-banner',
    journeyKey: 'abandoned-basket',
    context: { subject: 'basket', kind: 'cart', token, cartToken: null },
    expiresAt: NOON + 1,
  };
  await db.owner.query(
    `insert into effect (shop_id, key, kind, profile_id, run_id, state, payload, created_at, due_at)
     values ($1, 'banner-1', 'banner', $2, $3, 'ready', $4, $5, $5)`,
    [shopId, person.id, runId, JSON.stringify(payload), new Date(NOON)],
  );
  await runEffectsOf('banner', mailServices, shopId);
  const { rows } = await db.owner.query<{ content: object }>(
    'select content from banner where shop_id = $1',
    [shopId],
  );
  expect(rows).toMatchObject([{ content: { heading: 'Look who is back', version: 2 } }]);
  expect(rows[0]?.content).not.toHaveProperty('name');
});
