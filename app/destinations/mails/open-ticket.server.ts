import type { DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import { actionValues } from '#app/journeys/actions/action-person.ts';
import { fillActionLine, fillActionText } from '#app/journeys/actions/action-text.ts';
import { loadActionSubject, type ActionSubject } from '#app/journeys/store/action-person.server.ts';
import { loadSettings } from '#app/messages/sender/save-settings.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  deliverWebhook,
  type WebhookDeliveryServices,
} from '../webhooks/deliver-webhook.server.ts';
import { signingSecrets } from '../webhooks/store/webhook-secrets.server.ts';
import { webhookBody } from '../webhooks/webhook-body.ts';
import { composeActionMail, type ActionMailServices } from './compose-action-mail.server.ts';
import { handOverMail } from './hand-over-mail.server.ts';

type TicketServices = ActionMailServices & WebhookDeliveryServices;

const LONGEST_SUBJECT = 200;

/** Opens tickets at the merchant's help desk: by an email whose answer goes to the customer, or by a webhook. */
export const openTicketExecutor: EffectExecutor<'open_ticket', TicketServices> = {
  works: 'one by one',
  async execute(effect, services, shopId) {
    const { profileId, payload } = effect;
    const subject = await inShop(services.pool, shopId, (client) =>
      loadActionSubject(client, shopId, profileId, payload.journeyKey),
    );
    if (subject === null) return { state: 'skipped', reason: 'person_unknown' };
    return payload.by === 'email'
      ? await mailTicket(effect, services, shopId, subject)
      : await postTicket(effect, payload.by.url, services, shopId, subject);
  },
};

async function mailTicket(
  { key: effectKey, attempts, payload: { subject, text } }: DueEffect<'open_ticket'>,
  services: TicketServices,
  shopId: string,
  about: ActionSubject,
): Promise<EffectOutcome> {
  const mail = await inShop(services.pool, shopId, async (client) => {
    const { settings } = await loadSettings(client, shopId);
    if (settings.helpDesk === null) return null;
    const to = { to: settings.helpDesk, replyTo: about.person.email };
    return await composeActionMail(
      client,
      shopId,
      services,
      { effectKey, ...to, subject, text },
      about,
    );
  });
  if (mail === null) return { state: 'failed', reason: 'no_help_desk' };
  return await handOverMail(services.mailer, mail, attempts);
}

async function postTicket(
  { key: effectKey, payload }: DueEffect<'open_ticket'>,
  url: string,
  services: TicketServices,
  shopId: string,
  { person, journey: name, shopDomain }: ActionSubject,
): Promise<EffectOutcome> {
  const { journeyKey: key, journeyVersion: version, stepId, at } = payload;
  const values = actionValues(person, name);
  const ticket = {
    subject: fillActionLine(payload.subject, values, LONGEST_SUBJECT),
    text: fillActionText(payload.text, values),
  };
  const occasion = { journey: { key, name, version }, stepId, at, shopDomain };
  const body = webhookBody('ticket.requested', occasion, person, { ticket });
  const now = services.clock.now();
  const secrets = await inShop(services.pool, shopId, (client) =>
    signingSecrets(client, shopId, now),
  );
  return await deliverWebhook({ url, body, secrets }, services, shopId, effectKey);
}
