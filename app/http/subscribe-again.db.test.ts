import { describe, expect, test } from 'vitest';
import { checkChain } from '#app/consent/check-chain.server.ts';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { openLinkForms } from '#tests/mail/link-forms.ts';
import { formOf, ONE_CLICK } from '#tests/mail/mail-readers.ts';
import { effectState, NOON, openMailEnvironment } from '#tests/mail/mail-environment.ts';
import { testDatabase } from '#tests/setup/database.ts';

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { ask, reminded, submit, changesOf, proofsOf } = openLinkForms(environment, db.owner);
const { pool, shopId, clock } = environment;

async function setLocale(profileId: string, locale: string): Promise<void> {
  await db.owner.query(
    `update profile set state = jsonb_set(state::jsonb, '{locale}', $3) where shop_id = $1 and id = $2`,
    [shopId, profileId, JSON.stringify({ value: locale, at: NOON })],
  );
}

async function shopName(): Promise<string> {
  const { rows } = await db.owner.query<{ name: string }>('select name from shop where id = $1', [
    shopId,
  ]);
  return rows[0]?.name ?? '';
}

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
