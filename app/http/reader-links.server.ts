import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { changePreferences } from '#app/messages/links/change-preferences.server.ts';
import { holdUnsubscribeOpened } from '#app/messages/links/hold-clicks.server.ts';
import {
  readUnsubscribeToken,
  type Sealer,
  type UnsubscribeClaim,
} from '#app/messages/links/links.ts';
import { loadLinkReader, type LinkReader } from '#app/messages/links/load-reader.server.ts';
import { subscribeAgain } from '#app/messages/links/subscribe-again.server.ts';
import { unsubscribe } from '#app/messages/links/unsubscribe.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { afterForm, readLinkForm, type LinkForm } from './link-form.ts';
import { linkPage } from './link-page.ts';
import {
  choiceWording,
  notOurLink,
  preferencePage,
  unsubscribeWording,
  type PreferencePage,
} from './preference-page.ts';
import { preferenceWordsOf } from './preference-words/registry.ts';
import { readBody } from './read-body.ts';
import { readerLanguage } from './reader-language.ts';
import { findLinkedShop, type LinkedShop } from './store/shops.server.ts';

/** What following an unsubscribe link needs from the process around it. */
export type ReaderLinkServices = { pool: pg.Pool; clock: Clock; sealer: Sealer };

/** The forms and one-click clients send a few words; anything longer is not for us. */
const MOST_BYTES = 1_000;

/** GET|HEAD|POST /u/:token. Only POST changes anything, because link scanners follow every link in a mail. */
export async function followReaderLink(
  token: string,
  request: Request,
  services: ReaderLinkServices,
): Promise<Response> {
  const { pool, sealer } = services;
  const accepted = request.headers.get('accept-language');
  const claim = readUnsubscribeToken(sealer, token);
  const shop = claim && (await findLinkedShop(pool, claim.shopId));
  if (!claim || !shop) return linkPage(404, notOurLink(readerLanguage(null, accepted)));
  if (request.method !== 'POST') return await showPage(claim, shop, request, services);
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return linkPage(413, notOurLink(readerLanguage(null, accepted)));
  const form = readLinkForm(new TextDecoder().decode(body));
  return await submitForm(form, claim, shop, request, services);
}

async function showPage(
  claim: UnsubscribeClaim,
  shop: LinkedShop,
  request: Request,
  { pool, clock }: ReaderLinkServices,
): Promise<Response> {
  const now = clock.now();
  const reader = await inShop(pool, claim.shopId, async (client) => {
    if (request.method === 'GET') await holdUnsubscribeOpened(client, claim, now);
    return await loadLinkReader(client, claim);
  });
  return linkPage(200, pageOf(claim, shop, reader, languageOf(reader, request), null, now));
}

async function submitForm(
  form: LinkForm,
  claim: UnsubscribeClaim,
  shop: LinkedShop,
  request: Request,
  { pool, clock }: ReaderLinkServices,
): Promise<Response> {
  const now = clock.now();
  return await inShop(pool, claim.shopId, async (client) => {
    const { locale } = await loadLinkReader(client, claim);
    const language = readerLanguage(locale, request.headers.get('accept-language'));
    // The rest of the address is the person's own key to this page.
    const context = { shop, language, page: new URL('/u', request.url).href };
    const done = await carryOut(client, form, claim, context, now);
    const reader = await loadLinkReader(client, claim);
    // What was asked for just now is read by a worker in a moment.
    const shown = done === 'subscribed' ? { ...reader, state: 'subscribed' as const } : reader;
    return linkPage(200, pageOf(claim, shop, shown, language, done, now));
  });
}

type FormContext = { shop: LinkedShop; language: ReaderLanguage; page: string };

async function carryOut(
  client: ShopClient,
  form: LinkForm,
  claim: UnsubscribeClaim,
  { shop, language, page }: FormContext,
  now: number,
): Promise<PreferencePage['done']> {
  const words = preferenceWordsOf(language);
  const leave = async (wording: string) => {
    await unsubscribe(client, claim, { source: 'page', page, wording }, now);
    return 'unsubscribed' as const;
  };
  const wording = (chosen: LinkReader['preferences']) =>
    choiceWording(words, chosen, shop, language);
  switch (form.name) {
    case 'one-click':
      await unsubscribe(client, claim, { source: 'one-click', page: null, wording: null }, now);
      return 'unsubscribed';
    case 'page':
      return await leave(unsubscribeWording(words, shop.name));
    case 'subscribe': {
      const proof = { page, wording: words.subscribe.consent(shop.name) };
      return (await subscribeAgain(client, claim, proof, now)) ? 'subscribed' : null;
    }
    case 'banners': {
      const declinesBanners = !form.wantsBanners;
      const choose = (known: LinkReader['preferences']) => ({ ...known, declinesBanners });
      await changePreferences(client, claim, { choose, wording, page }, now);
      return 'saved';
    }
    case 'preferences': {
      const { chosen } = form;
      const { email, emailHint } = words.channels;
      // First, because it locks the person before the address, as what marks a mail does.
      const done = chosen.wantsEmail
        ? 'saved'
        : await leave(`${email}: ${words.no}. ${emailHint}.`);
      const choose = (known: LinkReader['preferences']) => afterForm(known, chosen, now);
      await changePreferences(client, claim, { choose, wording, page }, now);
      return done;
    }
  }
}

function languageOf({ locale }: LinkReader, request: Request): ReaderLanguage {
  return readerLanguage(locale, request.headers.get('accept-language'));
}

function pageOf(
  { address }: UnsubscribeClaim,
  shop: LinkedShop,
  { state, preferences }: LinkReader,
  language: ReaderLanguage,
  done: PreferencePage['done'],
  now: number,
): string {
  return preferencePage({ language, shop, address, state, preferences, done, now });
}
