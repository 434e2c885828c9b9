import type { ShopClient } from '#app/platform/db.server.ts';
import { loadApplications } from './application.server.ts';
import { loadCarts } from './cart.server.ts';
import type { AnyContextMail, ContextLoader } from './context-loader.server.ts';
import { bindContext, type LoadedContext } from './mail-context.ts';
import { loadNews } from './news.server.ts';
import { loadOrders } from './order.server.ts';
import { loadPeopleOfMails } from './person.server.ts';
import {
  mailContextOf,
  mailContexts,
  type ContextOf,
  type LoadedOf,
  type MailSubject,
} from './registry.ts';

/** What loads each subject; one of which nothing is loaded has none. */
const loaders: {
  [S in MailSubject as LoadedOf<S> extends null ? never : S]: ContextLoader<
    ContextOf<S>,
    LoadedOf<S>
  >;
} = {
  basket: loadCarts,
  order: loadOrders,
  application: loadApplications,
  person: loadPeopleOfMails,
  news: loadNews,
};

/** What mails are about, by their keys, subject by subject. */
export async function loadMailContexts(
  client: ShopClient,
  shopId: string,
  mails: readonly AnyContextMail[],
): Promise<ReadonlyMap<string, LoadedContext>> {
  const loaded = new Map<string, LoadedContext>();
  for (const subject of Object.keys(mailContexts) as MailSubject[]) {
    const about = mails.filter((mail) => mail.subject === subject);
    for (const [key, context] of await loadSubject(client, shopId, subject, about))
      loaded.set(key, context);
  }
  return loaded;
}

async function loadSubject<S extends MailSubject>(
  client: ShopClient,
  shopId: string,
  subject: S,
  mails: readonly AnyContextMail[],
): Promise<[key: string, context: LoadedContext][]> {
  if (mails.length === 0) return [];
  const record = mailContextOf(subject);
  // TypeScript does not follow that the loader under a subject, and its mails, are the ones for it.
  const load = (loaders as Partial<Record<MailSubject, unknown>>)[subject] as
    ContextLoader<ContextOf<S>, LoadedOf<S>> | undefined;
  const known = await load?.(client, shopId, mails as never);
  return mails.map(({ key }) => {
    const loaded = load ? known?.get(key) : null;
    if (loaded === undefined) throw new Error(`The subject ${subject} of a mail was not loaded.`);
    return [key, bindContext(record, loaded as LoadedOf<S>)];
  });
}
