import { expect, test } from 'vitest';
import { templates } from '#app/messages/templates.ts';
import { createRenderer } from './renderer.server.ts';
import { sampleView } from './sample-view.ts';

/** Emails are compiled in one process, so that all of them are at once. */
const emails = templates.map(({ key, ...content }) => ({ key, email: { digest: key, content } }));

/** What a shopper sees of whom nothing is known and of whose goods nothing is left to be shown. */
const BARE = {
  ...sampleView(),
  firstName: null,
  contactName: null,
  collectionTitle: null,
  recommended: null,
  items: [],
  total: null,
};

test('every email of the gallery can be laid out and says nothing that is not filled in', async () => {
  const renderer = createRenderer();
  const render = await renderer.prepare(emails.map(({ email }) => email));
  for (const { key, email } of emails)
    for (const view of [sampleView(), BARE]) {
      const { subject, html, text } = render(email, view);
      expect(text, key).not.toMatch(/\{\{|\{%|undefined|null/);
      expect(html, key).not.toMatch(/\{\{|\{%|undefined/);
      expect(subject, key).not.toMatch(/\{\{|\{%|\n/);
      expect(text, key).toContain('You get this email because');
    }
});

test('every email of the gallery speaks of carts and checkouts, and rushes no one', () => {
  const later = emails.filter(({ key }) => !key.startsWith('basket-'));
  for (const { email } of later)
    for (const said of [email.content.body, email.content.text, email.content.subject])
      expect(said).not.toMatch(/basket|hurry!|last chance|act now|only today|don't miss/i);
});
