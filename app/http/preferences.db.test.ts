import { describe, expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import type { ReaderPreferences } from '#app/consent/reader-preferences.ts';
import { changePreferences } from '#app/messages/links/change-preferences.server.ts';
import { deliverMails } from '#app/messages/delivery/deliver.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { openLinkForms } from '#tests/mail/link-forms.ts';
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

const db = await testDatabase();
const environment = await openMailEnvironment(db.url);
const { ask, reminded, submit, changesOf, proofsOf } = openLinkForms(environment, db.owner);
const { pool, shopId, clock } = environment;

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
