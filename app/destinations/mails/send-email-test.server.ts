import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import {
  loadPreviewedEmail,
  type LoadedPreview,
} from '#app/gallery/load-previewed-email.server.ts';
import type { MailServices } from '#app/messages/delivery/deliver.server.ts';
import type { OutgoingMail } from '#app/messages/delivery/mailer.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { viewOfSample } from '#app/messages/page/preview-email.server.ts';
import { markupInLanguage } from '#app/messages/templates/email-language.ts';
import { inShop } from '#app/platform/db.server.ts';
import { handOverMail } from './hand-over-mail.server.ts';

type EmailTestServices = Pick<
  MailServices,
  'pool' | 'clock' | 'mailer' | 'operator' | 'links' | 'renderer' | 'log'
>;

/** Sends tests of emails to staff, as they are composed now. No figure counts them, and no link of theirs is counted. */
export const emailTestExecutor: EffectExecutor<'email_test', EmailTestServices> = {
  works: 'one by one',
  async execute({ key, attempts, payload: { emailKey, to, profileId } }, services, shopId) {
    const { pool, operator, clock } = services;
    const asked = { key: emailKey, profileId, language: null };
    const found = await inShop(pool, shopId, (client) =>
      loadPreviewedEmail(client, shopId, asked, operator, clock.now()),
    );
    if (found === 'no_email') return { state: 'failed', reason: 'email_gone' };
    if (found === 'no_person') return { state: 'skipped', reason: 'person_unknown' };
    const mail = await emailTestOf(services, found, { key, to });
    if (!mail) return { state: 'failed', reason: 'not_renderable' };
    return await handOverMail(services.mailer, mail, attempts);
  },
};

/** The finished email; null when it cannot be rendered. It has no link to unsubscribe: its reader is no customer. */
async function emailTestOf(
  { renderer, links, log }: EmailTestServices,
  { content, person, sender }: LoadedPreview,
  { key, to }: { key: string; to: string },
): Promise<OutgoingMail | null> {
  const { shop, from, replyTo, dkim } = sender;
  const { language, markup } = markupInLanguage(
    { digest: contentDigest(content), content },
    person?.view.language ?? null,
  );
  const render = await renderer.prepare([markup]);
  try {
    const rendered = render(markup, person?.view ?? viewOfSample(shop, language));
    return {
      ...rendered,
      subject: `[Test] ${rendered.subject}`,
      messageId: messageIdOf(shop.id, key, links.appUrl),
      from,
      to,
      replyTo,
      dkim,
      unsubscribeUrl: null,
    };
  } catch (error) {
    log.error({ err: error, shop: shop.id, effect: key }, 'a test of an email was not rendered');
    return null;
  }
}
