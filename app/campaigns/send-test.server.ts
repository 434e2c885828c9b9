import { findStaffEmail } from '#app/access/store/staff-email.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { handOverMail } from '#app/destinations/mails/hand-over-mail.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { bindContext } from '#app/messages/contexts/mail-context.ts';
import { newsContext, type NewsMailContext } from '#app/messages/contexts/news.ts';
import type { MailServices } from '#app/messages/delivery/deliver.server.ts';
import { loadSender, type Sender } from '#app/messages/delivery/load-sender.server.ts';
import type { OutgoingMail } from '#app/messages/delivery/mailer.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import { composeMail } from '#app/messages/render/compose-mail.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';
import { loadEmails, type EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { emailOfCampaign } from './campaign-email.ts';
import type { Campaign } from './campaign.ts';
import { templateOf } from './prepare-recipients.server.ts';
import { loadCampaign } from './store/campaigns.server.ts';

type TestServices = Pick<
  MailServices,
  'pool' | 'mailer' | 'operator' | 'links' | 'renderer' | 'log'
>;

/** Sends emails of campaigns to staff who want to see them, as they are now. No figure counts them. */
export const testEmailExecutor: EffectExecutor<'test_email', TestServices> = {
  works: 'one by one',
  async execute({ key, attempts, payload: { campaignId, staffId } }, services, shopId) {
    const found = await inShop(services.pool, shopId, async (client) => {
      const campaign = await loadCampaign(client, shopId, campaignId);
      const email = campaign && (await emailVersion(client, shopId, campaign));
      const to = await findStaffEmail(client, shopId, staffId);
      const sender = await loadSender(client, shopId, services.operator);
      return { campaign, email, to, sender };
    });
    const { campaign, email, to, sender } = found;
    if (!campaign) return { state: 'skipped', reason: 'campaign_gone' };
    if (!email) return { state: 'failed', reason: 'email_gone' };
    if (to === null) return { state: 'failed', reason: 'no_staff_address' };
    const mail = await testMail(services, sender, campaign, email, { key, to });
    if (!mail) return { state: 'failed', reason: 'not_renderable' };
    return await handOverMail(services.mailer, mail, attempts);
  },
};

async function emailVersion(
  client: ShopClient,
  shopId: string,
  { id, content }: Campaign,
): Promise<EmailVersion | undefined> {
  const key = templateOf(id, content);
  const own = emailOfCampaign(content);
  if (own) return { key, version: 1, digest: contentDigest(own), content: own };
  return (await loadEmails(client, shopId)).get(key);
}

/** The finished email; null when it cannot be rendered. It has no link to unsubscribe: its reader is no customer. */
async function testMail(
  { renderer, links, log }: TestServices,
  sender: Sender,
  { id, content }: Campaign,
  email: EmailVersion,
  { key, to }: { key: string; to: string },
): Promise<OutgoingMail | null> {
  const { email: asked } = content;
  const page = asked.kind === 'own' && asked.page !== '' ? { page: asked.page } : {};
  const context: NewsMailContext = { subject: 'news', ...page };
  const view = composeMail(
    sender.shop,
    {
      key,
      profileId: null,
      request: { template: templateOf(id, content), class: 'marketing', journeyKey: null, context },
      // It is no visit of a customer that statistics should count for the campaign.
      utmCampaign: 'test',
      address: to,
      about: bindContext(newsContext, context),
      lines: [],
      firstName: null,
      products: new Map(),
      recommended: [],
      language: mainLanguage(email.content),
    },
    links,
  );
  const render = await renderer.prepare([email]);
  try {
    const rendered = render(email, view);
    return {
      ...rendered,
      subject: `Test: ${rendered.subject}`,
      messageId: messageIdOf(sender.shop.id, key, links.appUrl),
      from: sender.from,
      to,
      replyTo: sender.replyTo,
      dkim: sender.dkim,
      unsubscribeUrl: null,
    };
  } catch (error) {
    log.error(
      { err: error, shop: sender.shop.id, effect: key },
      'a test email could not be rendered',
    );
    return null;
  }
}
