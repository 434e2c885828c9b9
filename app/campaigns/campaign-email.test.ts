import { expect, test } from 'vitest';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { contentDigest } from '#app/definitions/content-digest.server.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import { blankCampaign, type OwnEmail } from './campaign-content.ts';
import { emailOfCampaign, hasOtherVariables } from './campaign-email.ts';

function emailWith(changed: Partial<OwnEmail>) {
  const own: OwnEmail = {
    kind: 'own',
    subject: 'News for {{ firstName }}',
    preview: 'Look & see',
    heading: 'It is here',
    text: 'Hello {{ firstName }},\nnice to see you.\n\nIt is <b>new</b>.',
    button: 'See it',
    page: '',
    ...changed,
  };
  const email = emailOfCampaign({ ...blankCampaign('all'), email: own });
  if (!email) throw new Error('It has an email of its own.');
  return email;
}

test('its fields make an email as every other: paragraphs, a heading and one button', () => {
  const email = emailWith({});
  expect(EmailContent.safeParse(email).success).toBe(true);
  expect(email.body).toContain("Hello {{ firstName | default: 'there' }},<br />nice to see you.");
  expect(email.body.match(/<mj-button/g)).toHaveLength(1);
  expect(email.text).toContain('See it: {{ action }}');
});

test('what is typed is text, never markup or a variable of its own', async () => {
  const email = emailWith({ text: '</mj-text><script>{{ shop.name }}{% assign x = 1 %}' });
  expect(email.body).not.toContain('<script>');
  expect(email.body).not.toContain('{{ shop.name }}');
  expect(email.body).not.toContain('{%');
  const renderer = createRenderer();
  expect(await renderer.check({ digest: contentDigest(email), content: email })).toBeNull();
});

test.each([
  ['Hello {{ firstName }} and {{firstName}}', false],
  ['A price in braces: { 5 }', false],
  ['Hello {{ lastName }}', true],
  ['{% for a in b %}', true],
])('in “%s” other variables: %s', (text, expected) => {
  expect(hasOtherVariables(text)).toBe(expected);
});
