import { describe, expect, test } from 'vitest';
import { blankEmail } from '#app/messages/editor/blank-email.ts';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { EmailContent } from './email-content.ts';
import { emailKind } from './email-kind.ts';
import { markupInLanguage, wordingsOf } from './email-language.ts';

function designOf(subject: string): EmailDesign {
  const { design } = blankEmail('Spring');
  return { ...design, subject: [{ text: subject }] };
}

const email = emailKind.completed?.({
  ...blankEmail('Spring'),
  design: designOf('Spring is here'),
  translations: {
    de: { subject: '', preview: '', body: '', text: '', design: designOf('Der Frühling ist da') },
  },
});
if (!email) throw new Error('Emails are completed when they are saved.');

describe('an email in several languages', () => {
  test.each([
    ['de', 'de', 'Der Frühling ist da'],
    ['en', 'en', 'Spring is here'],
    ['fr', 'en', 'Spring is here'],
    [null, 'en', 'Spring is here'],
  ] as const)('a reader of %s gets it in %s', (wanted, language, subject) => {
    const found = markupInLanguage({ digest: 'abc', content: email }, wanted);
    expect(found.language).toBe(language);
    expect(found.markup.content.subject).toBe(subject);
    expect(found.markup.digest === 'abc').toBe(language === 'en');
  });

  test('is compiled in each of them when it is saved, and can be read again', () => {
    expect(wordingsOf(email).map(({ language }) => language)).toEqual(['en', 'de']);
    expect(email.translations?.de?.body).toContain('mj-section');
    expect(EmailContent.parse(JSON.parse(JSON.stringify(email)))).toEqual(email);
  });

  test('cannot be published while one of them says nothing, which is named', () => {
    const empty = { subject: '', preview: '', body: '', text: '', design: designOf('') };
    const problems = emailKind.problems({ ...email, translations: { fr: empty } }, new Map());
    expect(problems.map(({ message }) => message)).toEqual([
      'French: There is no subject. Write one.',
    ]);
  });

  test('is in English where nothing else is said, and what was written as markup needs its words', () => {
    const { language, markup } = markupInLanguage(
      { digest: 'abc', content: { ...email, language: 'fr' } },
      'en',
    );
    expect([language, markup.digest]).toEqual(['fr', 'abc']);
    const { design: _blocks, ...markupOnly } = email;
    const silent = { subject: 'Salut', preview: '', body: '', text: '' };
    expect(EmailContent.safeParse({ ...markupOnly, translations: { fr: silent } }).success).toBe(
      false,
    );
  });
});
