import { languageOfLocale, type ReaderLanguage } from '#app/lib/reader-language.ts';
import { recommendTo } from '#app/catalog/recommend.server.ts';
import type { AnyContextMail } from '#app/messages/contexts/context-loader.server.ts';
import { loadMailContexts } from '#app/messages/contexts/loaders.server.ts';
import { bindContext, type LoadedContext } from '#app/messages/contexts/mail-context.ts';
import {
  newestContext,
  type PreviewedReader,
} from '#app/messages/contexts/newest-context.server.ts';
import { newsContext } from '#app/messages/contexts/news.ts';
import {
  missingSubjectWords,
  previewSubjects,
  showsOfSubject,
} from '#app/messages/contexts/preview-subject.ts';
import { type MailSubject, mailContextOf } from '#app/messages/contexts/registry.ts';
import { selectProfileStates } from '#app/messages/contexts/store/profile-states.server.ts';
import { RECOMMENDED_ASKED } from '#app/messages/contexts/view-recommended.ts';
import { loadMailCatalog, type MailCatalog } from '#app/messages/delivery/load-catalog.server.ts';
import { selectMailPeople } from '#app/messages/delivery/store/mail-people.server.ts';
import { composeMail, type SendingShop } from '#app/messages/render/compose-mail.ts';
import type { MailView } from '#app/messages/render/mail-view.ts';
import {
  type EmailContent,
  isRecommending,
  showsCoupon,
} from '#app/messages/templates/email-content.ts';
import { languageForReader } from '#app/messages/templates/email-language.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import { recentlyReviewed } from '#app/profiles/orders/reviewed-products.ts';
import { sampleParts } from './sample-parts.ts';

/** What an email shows a person now, and in sentences what a sample stands in for. */
export type PreviewedView = { view: MailView; notes: string[] };

/** As whom an email is looked at. */
type PreviewReader = {
  profileId: string;
  /** What the journeys are about that send the email. */
  sentFor: readonly MailSubject[];
  /** Null for that of the person. */
  language: ReaderLanguage | null;
};

/** What an email is about for a person. */
type About = { subject: MailSubject; about: LoadedContext; catalog: MailCatalog };

const KEY = 'preview';

/**
 * What an email would show a person at this moment, read as mails are that are sent; null when the shop has no such person. Nothing is
 * written, no code is made, and no link is the person's own.
 */
export async function loadPreviewedView(
  client: ShopClient,
  shop: SendingShop,
  email: EmailContent,
  { profileId, sentFor, language: wanted }: PreviewReader,
  now: number,
): Promise<PreviewedView | null> {
  const [known] = await selectProfileStates(client, shop.id, [profileId]);
  const [row] = await selectMailPeople(client, shop.id, [{ key: KEY, profileId, runId: null }]);
  if (!known || !row) return null;
  const state = savedProfile(known.state);
  const person = { id: profileId, email: row.email, state };
  const subjects = previewSubjects(email, sentFor);
  const found = await firstAbout(client, shop.id, email, subjects, {
    ...person,
    reviewed: recentlyReviewed(row.reviewed ?? [], now),
  });
  const recommended = isRecommending(email)
    ? await recommendTo(client, shop.id, profileId, state, RECOMMENDED_ASKED, now)
    : [];
  const [asked = 'news'] = subjects;
  const language = languageForReader(email, wanted ?? languageOfLocale(row.locale));
  const { subject, about, catalog } = found ?? { ...sampleAbout(asked), subject: asked };
  const view = composeMail(
    shop,
    {
      key: KEY,
      profileId,
      request: {
        template: KEY,
        // What an applicant gets belongs to the application; nothing else says which of the two an email is.
        class: subject === 'application' ? 'transactional' : 'marketing',
        journeyKey: null,
        context: { subject },
      },
      address: row.email ?? '',
      about,
      lines: about.shownLines(catalog.isSoldOut),
      firstName: row.firstName,
      products: catalog.products,
      recommended,
      language,
    },
    null,
  );
  const sample = sampleParts(shop.storefrontUrl, language);
  const notes: string[] = [];
  const isLacking = found === null && showsOfSubject(email, asked);
  if (isLacking) notes.push(missingSubjectWords(asked));
  const coupon = showsCoupon(email) ? sample.coupon : null;
  if (coupon !== null) notes.push('The offer is a sample. No code is made.');
  if (isRecommending(email) && view.recommended === null)
    notes.push('There is nothing to recommend to this person. The email goes without it.');
  return {
    view: {
      ...view,
      ...(isLacking && {
        ...sample.variables(asked),
        items: sample.items,
        product: sample.items[0]?.title ?? null,
        total: sample.total,
      }),
      coupon,
    },
    notes,
  };
}

/** The first subject of which the person has something to show; null when there is none. */
async function firstAbout(
  client: ShopClient,
  shopId: string,
  email: EmailContent,
  subjects: readonly MailSubject[],
  person: PreviewedReader & { reviewed: ReadonlySet<string> },
): Promise<About | null> {
  for (const subject of subjects) {
    const context = await newestContext(client, shopId, subject, person);
    if (context === null) continue;
    const mail: AnyContextMail = {
      key: KEY,
      profileId: person.id,
      email,
      subject,
      asked: context.context,
      current: context.context,
      reviewed: person.reviewed,
    };
    const about = (await loadMailContexts(client, shopId, [mail])).get(KEY);
    if (!about) throw new Error(`The subject ${subject} of a preview was not loaded.`);
    const catalog = await loadMailCatalog(client, shopId, about.allLines());
    if (hasSomething(about, catalog, email, subject)) return { subject, about, catalog };
  }
  return null;
}

/** Whether a mail about it would go, and there is what the email shows. */
function hasSomething(
  about: LoadedContext,
  { isSoldOut }: MailCatalog,
  email: EmailContent,
  subject: MailSubject,
): boolean {
  if (about.reasonUnwanted() !== null) return false;
  const lines = about.shownLines(isSoldOut);
  if (about.nothingToShow(lines) !== null) return false;
  // A mail to a person is about a product only where one is known.
  return subject !== 'person' || lines.length > 0 || !showsOfSubject(email, subject);
}

/** In the place of something that a person lacks. */
function sampleAbout(subject: MailSubject): Pick<About, 'about' | 'catalog'> {
  const news = bindContext(newsContext, { subject: 'news' });
  const { occasion } = mailContextOf(subject);
  return {
    about: { ...news, occasion },
    catalog: { products: new Map(), isSoldOut: () => false },
  };
}
