import { consentOfRow } from '#app/consent/consent-columns.ts';
import type { EmailTopic } from '#app/consent/email-topics.ts';
import { preferencesOfRow } from '#app/consent/preference-columns.ts';
import { campaignIdOf } from '#app/effects/campaign-key.ts';
import type { DueEffect } from '#app/effects/due-effect.ts';
import type { MailRequest } from '#app/effects/kinds/email.ts';
import { takeDueEffects } from '#app/effects/outbox.server.ts';
import { failUnreadableEffects } from '#app/effects/store/complete-effects.server.ts';
import { supersededMails } from '#app/effects/store/mails-of-runs.server.ts';
import type { AnyContextMail } from '#app/messages/contexts/context-loader.server.ts';
import { loadMailContexts } from '#app/messages/contexts/loaders.server.ts';
import type { CatalogProduct } from '#app/messages/contexts/mail-context.ts';
import { readMailContext } from '#app/messages/contexts/registry.ts';
import { languageOfLocale, type ReaderLanguage } from '#app/lib/reader-language.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import type { CouponState } from '#app/offers/coupon.ts';
import { loadCoupons } from '#app/offers/load-coupons.server.ts';
import { showsCoupon, topicOfEmail } from '#app/messages/templates/email-content.ts';
import { loadEmails, type EmailVersion } from '#app/messages/templates/load-emails.server.ts';
import type { MailFacts } from './decide-mail.ts';
import { findMetExits } from './find-met-exits.server.ts';
import { loadMailCampaigns } from './load-campaigns.server.ts';
import { loadMailCatalog } from './load-catalog.server.ts';
import { selectMailConsents } from './store/mail-consents.server.ts';
import { selectMailPeople, type MailPersonRow } from './store/mail-people.server.ts';

/** A mail that is due, with everything that decides on it and everything it shows. */
export type DueMail = {
  key: string;
  profileId: string | null;
  runId: string | null;
  attempts: number;
  /** When it was asked for, and when it is due, epoch milliseconds. */
  createdAt: number;
  dueAt: number;
  request: MailRequest;
  /** What its reader can decline it as, if it is marketing. */
  topic: EmailTopic;
  /** What statistics call its campaign; null where it has none, or that has no letters. */
  utmCampaign: string | null;
  /** What it says, in the version that is live now; undefined when the email is gone. */
  email: EmailVersion | undefined;
  facts: MailFacts;
  firstName: string | null;
  /** Its reader's; null where it is not known, or none that readers are written to in. */
  language: ReaderLanguage | null;
  customerId: string | null;
  products: ReadonlyMap<string, CatalogProduct>;
  /** Products that the person is not asked to review; what a mail of theirs asks is added. */
  reviewed: Set<string>;
};

/** A mail whose subject is known, before that is loaded. */
type NamedMail = {
  effect: DueEffect<'email'>;
  email: EmailVersion | undefined;
  person: MailPersonRow;
  context: AnyContextMail;
  reviewed: Set<string>;
};

/**
 * The next mails that are due, oldest first, and how many that were with those that cannot be read, which are given up.
 * @param now epoch milliseconds
 * @param onlyKey the key of the one that is wanted
 */
export async function loadDueMails(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
  onlyKey: string | null = null,
): Promise<{ mails: DueMail[]; taken: number }> {
  const { effects, taken } = await takeDueEffects(client, shopId, ['email'], {
    limit,
    now,
    onlyKey,
  });
  const campaigns = await loadMailCampaigns(client, shopId, effects);
  const emails = await loadEmails(client, shopId);
  // What a campaign says was frozen when it was scheduled.
  const emailOf = ({ key, payload }: DueEffect<'email'>) =>
    campaigns.emails.get(campaignIdOf(key) ?? '') ?? emails.get(payload.template);
  const named = await nameSubjects(client, shopId, effects, emailOf, now);
  const contexts = await loadMailContexts(
    client,
    shopId,
    named.map(({ context }) => context),
  );
  const known = named.flatMap((mail) => {
    const about = contexts.get(mail.effect.key);
    if (!about) throw new Error(`What the mail ${mail.effect.key} is about was not loaded.`);
    const address = about.address(mail.effect.payload.class) ?? mail.person.email;
    return [{ ...mail, about, address }];
  });
  const addresses = known.flatMap(({ address }) => address ?? []);
  const consents = await selectMailConsents(client, shopId, addresses);
  const catalog = await loadMailCatalog(
    client,
    shopId,
    known.flatMap(({ about }) => about.allLines()),
  );
  const coupons = await couponsOf(client, shopId, known, now);
  const exits = await findMetExits(client, shopId, effects);
  const superseded = await supersededMails(client, shopId, keysOfMarketing(effects), now);
  const mails = known.map(({ effect, email, person, about, address, reviewed }): DueMail => {
    const { key, profileId, runId, attempts, createdAt, dueAt, payload: request } = effect;
    const known = consents.get(address ?? '') ?? NOTHING;
    const topic = topicOfEmail(request.context.subject, email?.content);
    const { runState, runEndReason, pausedAt, firstName, locale, customerId } = person;
    return {
      key,
      profileId,
      runId,
      attempts,
      createdAt,
      dueAt,
      request,
      topic,
      utmCampaign: campaigns.slugs.get(campaignIdOf(key) ?? '') ?? null,
      email,
      facts: {
        class: request.class,
        consent: consentOfRow(address, known),
        reader: { topic, preferences: preferencesOfRow(known) },
        run: runState === null ? null : { state: runState, endReason: runEndReason, pausedAt },
        cancelledAt: campaigns.cancelledAt.get(campaignIdOf(key) ?? '') ?? null,
        leftOut: campaigns.leftOut.get(key) ?? null,
        exit: exits.get(key) ?? null,
        superseded: superseded.has(key),
        attempts,
        lastReason: effect.reason,
        about,
        ...(showsCoupon(email?.content) && {
          coupon: coupons.get(runId ?? '') ?? { state: 'gone' },
        }),
        isSoldOut: catalog.isSoldOut,
      },
      firstName,
      language: languageOfLocale(locale),
      customerId,
      products: catalog.products,
      reviewed,
    };
  });
  return { mails, taken };
}

/** How the offers stand that some mails show, by run. */
async function couponsOf(
  client: ShopClient,
  shopId: string,
  mails: readonly NamedMail[],
  now: number,
): Promise<ReadonlyMap<string, CouponState>> {
  const runIds = mails.flatMap(({ effect, email }) =>
    effect.runId !== null && showsCoupon(email?.content) ? [effect.runId] : [],
  );
  return await loadCoupons(client, shopId, runIds, now);
}

/** Of an address of which nothing is known. */
const NOTHING = {
  consent_state: null,
  consent_at: null,
  opted_in_at: null,
  suppression_reason: null,
  suppressed_at: null,
  declined_topics: null,
  frequency: null,
  paused_until: null,
  declines_banners: null,
};

/** What each mail is about; those of which that cannot be read are given up. */
async function nameSubjects(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'email'>[],
  emailOf: (effect: DueEffect<'email'>) => EmailVersion | undefined,
  now: number,
): Promise<NamedMail[]> {
  const rows = await selectMailPeople(client, shopId, effects);
  const people = new Map(rows.map((row) => [row.key, row]));
  const asked = new Map<string, Set<string>>();
  const unreadable: string[] = [];
  const named = effects.flatMap((effect) => {
    const { key, profileId } = effect;
    const person = people.get(key);
    const wanted = readMailContext(effect.payload.context);
    if (!person || !wanted) {
      unreadable.push(key);
      return [];
    }
    const email = emailOf(effect);
    const reviewed = reviewedOf(profileId ?? key, person, asked, now);
    const ofRun = readMailContext(person.runContext);
    const context: AnyContextMail = {
      key,
      profileId,
      email: email?.content,
      subject: wanted.subject,
      asked: wanted.context,
      current: ofRun?.subject === wanted.subject ? ofRun.context : wanted.context,
      reviewed,
    };
    return [{ effect, email, person, context, reviewed }];
  });
  await failUnreadableEffects(client, shopId, unreadable, now);
  return named;
}

/** What a person reviewed or was asked to; the same of all their mails, so that what one of these asks the next do not. */
function reviewedOf(
  personKey: string,
  { reviewed }: MailPersonRow,
  known: Map<string, Set<string>>,
  now: number,
): Set<string> {
  const found = known.get(personKey) ?? recentlyReviewed(reviewed ?? [], now);
  known.set(personKey, found);
  return found;
}

function keysOfMarketing(effects: readonly DueEffect<'email'>[]): string[] {
  return effects.flatMap(({ key, runId, payload }) =>
    payload.class === 'marketing' && runId !== null ? [key] : [],
  );
}
