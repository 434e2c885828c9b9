import { expect, test } from 'vitest';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import { templates } from '#app/messages/templates.ts';
import { previewSubjects, missingSubjectWords, showsOfSubject } from './preview-subject.ts';
import type { MailSubject } from './registry.ts';

function emailOf(body: string, more: Partial<EmailContent> = {}): EmailContent {
  return { name: 'Email', subject: 'Hi', preview: '', body, text: 'Hi', ...more };
}

test.each<[string, EmailContent, MailSubject[], MailSubject[]]>([
  ['journeys that send it', emailOf('{{ orderName }}'), ['basket', 'basket'], ['basket']],
  ['journeys about different things', emailOf(''), ['order', 'basket'], ['order', 'basket']],
  ['its contact person', emailOf('{{ contactName }} {{ orderName }}'), [], ['application']],
  ['its order number', emailOf('{% if toBeSent %}x{% endif %}'), [], ['order']],
  ['its part of an order', emailOf('{{ total }}', { shows: 'sent' }), [], ['order']],
  ['its collection', emailOf('{{ collectionTitle }}'), [], ['person']],
  ['its goods', emailOf('{% for item in items %}{{ item.title }}{% endfor %}'), [], ['basket']],
  ['nothing', emailOf('items and total in plain words'), [], ['news']],
])('what an email is about is known from %s', (_from, email, sentFor, subjects) => {
  expect(previewSubjects(email, sentFor)).toEqual(subjects);
});

test('an email that shows nothing of its subject needs no sample of it', () => {
  expect(showsOfSubject(emailOf('{{ firstName }}'), 'basket')).toBe(false);
  expect(showsOfSubject(emailOf('{{ total }}'), 'basket')).toBe(true);
  expect(showsOfSubject(emailOf('{{ total }}'), 'news')).toBe(false);
  expect(showsOfSubject(emailOf('{{ company }}'), 'application')).toBe(true);
});

test('every email of the gallery is about something that is said when it is missing', () => {
  for (const { key: _key, ...email } of templates)
    for (const subject of previewSubjects(email, []))
      expect(missingSubjectWords(subject)).toMatch(/^This person .*\. A sample is shown\.$/);
});
