import { describe, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import type { ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { changePreferences } from '#app/messages/links/change-preferences.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { formOf, ONE_CLICK, openMailReaders } from '#tests/mail/mail-readers.ts';
import {
  addCart,
  addPerson,
  askForMail,
  effectState,
  NOON,
  openMailEnvironment,
} from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { waitingForLocks } from '#tests/setup/waiting-for-locks.ts';
import { drainAt } from '#tests/setup/received-deliveries.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { ask, reminded } = openMailReaders(environment);
const { pool, shopId, clock } = environment;

/** Posts one of the forms of a page as it is, but for what is changed; a field that is null is left out. */
async function submit(
  path: string,
  form: string,
  changed: Record<string, string | string[] | null> = {},
): Promise<string> {
  const body = formOf(await (await ask(path)).text(), form);
  for (const [field, value] of Object.entries(changed)) {
    body.delete(field);
    for (const one of value === null ? [] : [value].flat()) body.append(field, one);
  }
  const answer = await ask(path, { method: 'POST', body });
  expect(answer.status).toBe(200);
  return await answer.text();
}

async function changesOf(address: string): Promise<{ wording: string; page: string }[]> {
  const { rows } = await db.owner.query<{ wording: string; page: string }>(
    `select wording, page from reader_preference_change where shop_id = $1 and address = $2 order by at`,
    [shopId, address],
  );
  return rows;
}

async function proofsOf(address: string) {
  await drainAt(pool, shopId, clock.now());
  const { rows } = await db.owner.query<object>(
    `select state, source, wording, page from consent where shop_id = $1 and subject = $2 order by seq`,
    [shopId, `email:${address}`],
  );
  return rows;
}

async function setLocale(profileId: string, locale: string): Promise<void> {
  await db.owner.query(
    `update profile set state = jsonb_set(state::jsonb, '{locale}', $3) where shop_id = $1 and id = $2`,
    [shopId, profileId, JSON.stringify({ value: locale, at: NOON })],
  );
}

async function decisionsOf(key: string) {
  const { rows } = await db.owner.query<object>(
    'select outcome, reason, rule from decision where shop_id = $1 and effect_key = $2 order by at',
    [shopId, key],
  );
  return rows;
}

describe('the choices behind the unsubscribe link', () => {
  test('stop a mail of a topic that was declined, with the reason', async () => {
    const { path, second, person } = await reminded();
    const page = await submit(path, 'preferences', { topic: ['news', 'reviews', 'advice'] });
    expect(page).toContain('<p role="status">Your choices are saved.</p>');
    await deliverMails(environment.mailServices, shopId);
    expect(await effectState(environment, second)).toMatchObject({
      state: 'skipped',
      reason: 'topic_declined',
    });
    expect(await decisionsOf(second)).toEqual([
      { outcome: 'skipped', reason: 'topic_declined', rule: 'send-mail@2' },
    ]);
    expect(await environment.mailbox.list({ to: person.email })).toHaveLength(1);
  });

  test('let mails of other topics and mails about orders through', async () => {
    const { path, second, person } = await reminded();
    await submit(path, 'preferences', { topic: ['carts'] });
    const care = await askForMail(environment, person, await addCart(environment, person.id), {
      class: 'transactional',
    });
    await submit(path, 'preferences', { topic: ['carts'], pause: null });
    clock.set(NOON + DAY);
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON);
    expect((await effectState(environment, second)).state).toBe('done');
    expect((await effectState(environment, care)).state).toBe('done');
  });

  test('pause mails for 30 days, and end the pause when it is not wanted any more', async () => {
    const { path, second, person } = await reminded();
    await submit(path, 'preferences', { pause: 'on' });
    const page = await (await ask(path)).text();
    expect(page).toContain('Pause emails until 20 Dec 2026');
    await deliverMails(environment.mailServices, shopId);
    expect(await effectState(environment, second)).toMatchObject({ reason: 'reader_paused' });
    await submit(path, 'preferences', { pause: null });
    clock.set(NOON + DAY);
    const third = await askForMail(environment, person, await addCart(environment, person.id), {
      dueAt: NOON + DAY,
    });
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON);
    expect((await effectState(environment, third)).state).toBe('done');
  });

  test('put off what would come more often than the person wants, or give it up', async () => {
    const { path, second } = await reminded();
    await submit(path, 'preferences', { often: 'month' });
    await deliverMails(environment.mailServices, shopId);
    // A reminder of a cart is worth nothing in a month.
    expect(await effectState(environment, second)).toMatchObject({
      state: 'skipped',
      reason: 'no_longer_relevant',
    });
    expect(await decisionsOf(second)).toMatchObject([{ rule: 'planner@1' }]);
  });

  test('are asked once more at the mark, so that a mail that is about to leave stays', async () => {
    const person = await addPerson(environment);
    const key = await askForMail(environment, person, await addCart(environment, person.id));
    let delivering: Promise<unknown> | undefined;
    await inShop(pool, shopId, async (client) => {
      const claim = { shopId, profileId: person.id, address: person.email };
      const choose = (known: ReaderPreferences) => ({ ...known, declinedTopics: ['carts'] });
      const choice = { choose, wording: () => 'Your cart: no', page: 'https://app.example/u' };
      await changePreferences(client, claim, choice, clock.now());
      // Not committed yet: the mail is still decided to leave, and waits for the address's row at its mark.
      delivering = deliverMails(environment.mailServices, shopId);
      await expect.poll(() => waitingForLocks(db)).toBe(1);
    });
    await delivering;
    expect(await environment.mailbox.list({ to: person.email })).toHaveLength(0);
    await deliverMails(environment.mailServices, shopId);
    expect(await effectState(environment, key)).toMatchObject({ reason: 'topic_declined' });
  });

  test('are noted with the words that were read, each change once', async () => {
    const { path, person } = await reminded();
    await submit(path, 'preferences', { often: 'week', banners: null });
    await submit(path, 'preferences');
    expect(await changesOf(person.email)).toEqual([
      {
        page: 'https://app.example/u',
        wording:
          'Emails about: Your cart: yes, Reviews: yes, Product advice: yes, News and offers: yes; ' +
          'How often: At most one a week; Pause emails for 30 days: no; ' +
          'Messages in the online store: no',
      },
    ]);
  });

  test('without email the person is unsubscribed, with the words that said so', async () => {
    const { path, person } = await reminded();
    const page = await submit(path, 'preferences', { email: null });
    expect(page).toContain('<h1>You are unsubscribed</h1>');
    expect((await proofsOf(person.email)).at(-1)).toEqual({
      state: 'unsubscribed',
      source: 'mail:page',
      wording: 'By email: no. Without it you are unsubscribed.',
      page: 'https://app.example/u',
    });
  });

  test('opening the page, however often, changes and notes nothing', async () => {
    const { path, person } = await reminded();
    for (let visit = 0; visit < 5; visit += 1) await ask(path);
    await ask(path, { method: 'HEAD' });
    expect(await changesOf(person.email)).toEqual([]);
  });

  test('of an address belong to it alone', async () => {
    const [one, other] = [await reminded(), await reminded()];
    await submit(one.path, 'preferences', { topic: [] });
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON + DAY);
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON);
    expect((await effectState(environment, one.second)).reason).toBe('topic_declined');
    expect((await effectState(environment, other.second)).state).toBe('done');
  });
});

describe('who unsubscribed', () => {
  test('can subscribe again, with a proof, and gets mail again', async () => {
    const { path, second, person } = await reminded();
    await ask(path, ONE_CLICK);
    clock.set(NOON + SECOND);
    const page = await submit(path, 'subscribe');
    expect(page).toContain('<p role="status">You are subscribed again.</p>');
    expect((await proofsOf(person.email)).slice(-2)).toEqual([
      { state: 'unsubscribed', source: 'mail:one-click', wording: null, page: null },
      {
        state: 'subscribed',
        source: 'mail:preferences',
        wording:
          'Send me news and reminders from ' +
          `${await shopName()} by email. I can unsubscribe at any time.`,
        page: 'https://app.example/u',
      },
    ]);
    expect(await inShop(pool, shopId, (client) => checkChain(client, shopId))).toMatchObject({
      outcome: 'intact',
    });
    clock.set(NOON + DAY);
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON);
    expect((await effectState(environment, second)).state).toBe('done');
  });

  test('and again, before any worker has run, is unsubscribed', async () => {
    const { path, second, person } = await reminded();
    await ask(path, ONE_CLICK);
    clock.set(NOON + SECOND);
    await submit(path, 'subscribe');
    clock.set(NOON + 2 * SECOND);
    await ask(path, ONE_CLICK);
    expect((await proofsOf(person.email)).at(-1)).toMatchObject({ state: 'unsubscribed' });
    await deliverMails(environment.mailServices, shopId);
    clock.set(NOON);
    expect(await effectState(environment, second)).toMatchObject({ reason: 'suppressed' });
  });

  test('subscribing twice leaves one proof', async () => {
    const { path, person } = await reminded();
    await ask(path, ONE_CLICK);
    clock.set(NOON + MINUTE);
    const body = formOf(await (await ask(path)).text(), 'subscribe');
    await Promise.all([
      ask(path, { method: 'POST', body }),
      ask(path, { method: 'POST', body: new URLSearchParams(body) }),
    ]);
    clock.set(NOON);
    const proofs = await proofsOf(person.email);
    expect(
      proofs.filter((proof) => 'source' in proof && proof.source === 'mail:preferences'),
    ).toHaveLength(1);
  });

  test('still chooses about messages in the store', async () => {
    const { path, person } = await reminded();
    await ask(path, ONE_CLICK);
    const page = await submit(path, 'banners', { banners: null });
    expect(page).toContain('Your choices are saved.');
    expect(formOf(await (await ask(path)).text(), 'banners').has('banners')).toBe(false);
    expect(await changesOf(person.email)).toHaveLength(1);
  });

  test('an address that complained cannot be subscribed again', async () => {
    const { path, person } = await reminded();
    await db.owner.query(
      `insert into suppression (shop_id, address, reason, at) values ($1, $2, 'complaint', now())`,
      [shopId, person.email],
    );
    const before = await proofsOf(person.email);
    const page = await (await ask(path)).text();
    expect(page).toContain('reported as spam');
    const body = new URLSearchParams({ from: 'subscribe' });
    await ask(path, { method: 'POST', body });
    expect(await proofsOf(person.email)).toEqual(before);
  });
});

async function shopName(): Promise<string> {
  const { rows } = await db.owner.query<{ name: string }>('select name from shop where id = $1', [
    shopId,
  ]);
  return rows[0]?.name ?? '';
}

describe('the language of the page', () => {
  test.each([
    ['of the profile', 'de-AT', 'fr', 'de', 'Auswahl speichern'],
    [
      'of the browser where the profile has none',
      null,
      'fr-CH, en;q=0.5',
      'fr',
      'Enregistrer mes choix',
    ],
    [
      'of the browser where that of the profile is none of ours',
      'ja',
      'de',
      'de',
      'Auswahl speichern',
    ],
    ['English where neither is one of ours', null, 'ja', 'en', 'Save choices'],
  ])('is that %s', async (_which, locale, accepted, lang, button) => {
    const { path, person } = await reminded();
    if (locale !== null) await setLocale(person.id, locale);
    const page = await (await ask(path, { headers: { 'accept-language': accepted } })).text();
    expect(page).toContain(`<html lang="${lang}">`);
    expect(page).toContain(button);
  });

  test('is that of the proof', async () => {
    const { path, person } = await reminded();
    await setLocale(person.id, 'de');
    await submit(path, 'page');
    const proof = (await proofsOf(person.email)).at(-1);
    expect(JSON.stringify(proof)).toContain('Keine Neuigkeiten und Erinnerungen mehr.');
  });
});
