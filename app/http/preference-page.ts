import escapeHtml from 'escape-html';
import { EMAIL_TOPICS } from '#app/consent/email-topics.ts';
import { READER_FREQUENCIES, type ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { LINK_FIELDS, type LinkFormName } from './link-form.ts';
import { plainPage } from './plain-page.ts';
import type { PreferenceWords } from './preference-words/preference-words.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { preferenceWordsOf } from './preference-words/registry.ts';

/** The page behind the unsubscribe link: plain HTML that works without scripts, cookies and sign-in. */
export type PreferencePage = {
  language: ReaderLanguage;
  shop: { name: string; timeZone: string };
  address: string;
  /** `blocked` is an address that bounced or complained. */
  state: 'subscribed' | 'unsubscribed' | 'blocked';
  preferences: ReaderPreferences;
  /** What was done just now, for the reader to know that it was. */
  done: 'saved' | 'unsubscribed' | 'subscribed' | null;
  now: number;
};

/** What a person reads beside the button to unsubscribe. */
export function unsubscribeWording(words: PreferenceWords, shopName: string): string {
  const { heading, effect } = words.unsubscribe;
  return `${heading(shopName)}. ${effect} ${words.ordersStillArrive}`;
}

/** What a person read and chose, as one text in the language of the page. */
export function choiceWording(
  words: PreferenceWords,
  chosen: ReaderPreferences,
  { timeZone }: { timeZone: string },
  language: ReaderLanguage,
): string {
  const answer = (isYes: boolean) => (isYes ? words.yes : words.no);
  const topics = EMAIL_TOPICS.map(
    (topic) =>
      `${words.topics.names[topic].label}: ${answer(!chosen.declinedTopics.includes(topic))}`,
  );
  const pause =
    chosen.pausedUntil === null
      ? `${words.pause.begin}: ${words.no}`
      : words.pause.goesOn(formatDate(chosen.pausedUntil, timeZone, language));
  return [
    `${words.topics.legend}: ${topics.join(', ')}`,
    `${words.frequency.legend}: ${words.frequency.names[chosen.frequency]}`,
    pause,
    `${words.channels.banners}: ${answer(!chosen.declinesBanners)}`,
  ].join('; ');
}

/** The page as its reader sees it. Unsubscribing always asks once, because a scanner may have opened the link. */
export function preferencePage(page: PreferencePage): string {
  const words = preferenceWordsOf(page.language);
  const isUnsubscribed = page.state === 'unsubscribed';
  const title = isUnsubscribed ? words.unsubscribed.heading : words.title(page.shop.name);
  const parts = [
    `<h1>${escapeHtml(title)}</h1>`,
    doneMessage(page, words),
    isUnsubscribed ? unsubscribedPart(page, words) : unsubscribePart(page, words),
    isUnsubscribed ? bannersForm(page, words) : preferencesForm(page, words),
  ];
  return plainPage(
    escapeHtml(title),
    parts.filter((part) => part !== '').join('\n'),
    page.language,
  );
}

function doneMessage({ done, shop, address }: PreferencePage, words: PreferenceWords): string {
  const text = {
    saved: words.saved,
    unsubscribed: words.unsubscribed.text(shop.name, address),
    subscribed: words.subscribe.done,
  };
  return done === null ? '' : `<p role="status">${escapeHtml(text[done])}</p>`;
}

function form(name: LinkFormName, body: string, button: string, isQuiet = false): string {
  return `<form method="post"><input type="hidden" name="${LINK_FIELDS.form}" value="${name}">
${body}<button type="submit"${isQuiet ? ' class="quiet"' : ''}>${escapeHtml(button)}</button></form>`;
}

function unsubscribePart({ shop, address, state }: PreferencePage, words: PreferenceWords): string {
  const { heading, effect, button } = words.unsubscribe;
  const blocked = state === 'blocked' ? `<p>${escapeHtml(words.blocked)}</p>\n` : '';
  return `<p>${escapeHtml(words.forAddress(address))} ${escapeHtml(words.ordersStillArrive)}</p>
${blocked}<h2>${escapeHtml(heading(shop.name))}</h2>
<p>${escapeHtml(effect)}</p>
${form('page', '', button)}`;
}

function unsubscribedPart({ shop, address, done }: PreferencePage, words: PreferenceWords): string {
  const { heading, consent, button } = words.subscribe;
  const text =
    done === 'unsubscribed'
      ? ''
      : `<p>${escapeHtml(words.unsubscribed.text(shop.name, address))}</p>\n`;
  return `${text}<p>${escapeHtml(words.ordersStillArrive)}</p>
<h2>${escapeHtml(heading)}</h2>
<p>${escapeHtml(consent(shop.name))}</p>
${form('subscribe', '', button, true)}`;
}

function preferencesForm(page: PreferencePage, words: PreferenceWords): string {
  const { declinedTopics, frequency, declinesBanners } = page.preferences;
  const topics = EMAIL_TOPICS.map((topic) => {
    const { label, hint } = words.topics.names[topic];
    const isWanted = !declinedTopics.includes(topic);
    return choice('checkbox', LINK_FIELDS.topic, topic, isWanted, label, hint);
  });
  const frequencies = READER_FREQUENCIES.map((one) =>
    choice('radio', LINK_FIELDS.frequency, one, one === frequency, words.frequency.names[one]),
  );
  const channels = [
    choice(
      'checkbox',
      LINK_FIELDS.email,
      'on',
      true,
      words.channels.email,
      words.channels.emailHint,
    ),
    choice('checkbox', LINK_FIELDS.banners, 'on', !declinesBanners, words.channels.banners),
  ];
  const fields = [
    fieldset(words.topics.legend, topics),
    fieldset(words.frequency.legend, frequencies),
    fieldset(words.pause.legend, [pauseChoice(page, words)]),
    fieldset(words.channels.legend, channels),
  ];
  return `<h2>${escapeHtml(words.heading)}</h2>
${form('preferences', `${fields.join('\n')}\n`, words.save, true)}`;
}

/** Who gets no emails still chooses whether messages are shown in the shop. */
function bannersForm({ preferences }: PreferencePage, words: PreferenceWords): string {
  const isWanted = !preferences.declinesBanners;
  const banners = choice('checkbox', LINK_FIELDS.banners, 'on', isWanted, words.channels.banners);
  return `<h2>${escapeHtml(words.heading)}</h2>
${form('banners', `${fieldset(words.channels.legend, [banners])}\n`, words.save, true)}`;
}

function pauseChoice(
  { preferences: { pausedUntil }, shop, language, now }: PreferencePage,
  words: PreferenceWords,
): string {
  const isPaused = pausedUntil !== null && pausedUntil > now;
  const label = isPaused
    ? words.pause.goesOn(formatDate(pausedUntil, shop.timeZone, language))
    : words.pause.begin;
  return choice('checkbox', LINK_FIELDS.pause, 'on', isPaused, label);
}

function fieldset(legend: string, choices: readonly string[]): string {
  return `<fieldset><legend>${escapeHtml(legend)}</legend>\n${choices.join('\n')}\n</fieldset>`;
}

function choice(
  type: 'checkbox' | 'radio',
  name: string,
  value: string,
  isChosen: boolean,
  label: string,
  hint = '',
): string {
  const about = hint === '' ? '' : `<small>${escapeHtml(hint)}</small>`;
  return `<label><input type="${type}" name="${name}" value="${value}"${isChosen ? ' checked' : ''}><span>${escapeHtml(label)}${about}</span></label>`;
}

/** What is shown for a link that we did not make. */
export function notOurLink(language: ReaderLanguage): string {
  const { title, text } = preferenceWordsOf(language).notOurLink;
  const heading = escapeHtml(title);
  return plainPage(heading, `<h1>${heading}</h1>\n<p>${escapeHtml(text)}</p>`, language);
}
