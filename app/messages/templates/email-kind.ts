import type { DefinitionPart } from '#app/definitions/definition-difference.ts';
import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import { buttonsProblem, PURPOSE_WORDS } from '#app/definitions/email-traits.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { LANGUAGE_LABELS, type ReaderLanguage } from '#app/lib/reader-language.ts';
import { compileDesign } from '#app/messages/blocks/compile-design.ts';
import { designParts } from '#app/messages/blocks/design-parts.ts';
import { type LanguageDesign, problemsInLanguages } from '#app/messages/blocks/design-problems.ts';
import { allVariables } from '#app/messages/blocks/email-variables.ts';
import type { OrderPart } from '#app/messages/contexts/order-lines.ts';
import { EmailContent, emailTraits, type EmailTranslation } from './email-content.ts';
import { type EmailWording, mainLanguage, wordingsOf } from './email-language.ts';

const PART_WORDS: Record<OrderPart, string> = {
  ordered: 'All of the order',
  parcel: 'What was in the parcel',
  sent: 'What was sent',
  again: 'What can be ordered again',
};

const VARIABLES: ReadonlySet<string> = new Set(allVariables().map(({ name }) => name));

/** The emails that wholesale applications are answered with. */
const APPLICATION_EMAILS = [
  'application-verify',
  'application-received',
  'application-approved',
  'application-declined',
];

/** Emails as definitions. Whether their markup can be laid out is for who publishes them to find. */
export const emailKind: DefinitionKindRecord<EmailContent> = {
  kind: 'email',
  schema: EmailContent,
  completed(email) {
    if (email.design === undefined) return email;
    const { recommends: _before, ...said } = email;
    const compiled = wordingsOf(email).map(compiledWording);
    const [main, ...others] = compiled;
    return {
      ...said,
      ...main?.said,
      ...(others.length > 0 && {
        translations: Object.fromEntries(others.map(({ language, said: one }) => [language, one])),
      }),
      ...(compiled.some(({ recommends }) => recommends) && { recommends: true }),
    };
  },
  problems(email) {
    const { buttons } = emailTraits(email);
    return [
      ...problemsInLanguages(designsOf(email), VARIABLES).map(({ blockId, message }) => ({
        stepId: blockId,
        message,
      })),
      ...(buttons > 1
        ? [{ stepId: null, severity: 'warning' as const, message: buttonsProblem(buttons) }]
        : []),
    ];
  },
  parts: (email) => [
    ...designParts(designsOf(email)),
    ...translatedParts(email),
    {
      id: '',
      name: 'Email',
      fields: [
        { name: 'Name', value: email.name },
        { name: 'Subject', value: email.subject },
        { name: 'Preheader', value: email.preview },
        { name: 'Body', value: textOfMarkup(email.body) },
        { name: 'Plain text', value: email.text },
        { name: 'Language', value: LANGUAGE_LABELS[mainLanguage(email)] },
        { name: 'Shows of an order', value: PART_WORDS[email.shows ?? 'ordered'] },
        { name: 'Recommends products', value: email.recommends ? 'Yes' : 'No' },
        { name: 'Purpose', value: email.purpose ? PURPOSE_WORDS[email.purpose] : 'Not said' },
        { name: 'Next step', value: email.nextStep ?? 'Not said' },
      ],
      whole: canonicalJson(email),
    },
  ],
  references: () => [],
  usedByApp: (key) => (APPLICATION_EMAILS.includes(key) ? 'Wholesale applications' : undefined),
  isPolicy: false,
};

/** What a design says in one language as it is rendered; what was written as markup stays as it is. */
function compiledWording({ language, ...written }: EmailWording): {
  language: ReaderLanguage;
  said: EmailTranslation;
  recommends: boolean;
} {
  if (written.design === undefined) return { language, said: written, recommends: false };
  const { recommends = false, ...said } = compileDesign(written.design);
  return { language, said: { ...said, design: written.design }, recommends };
}

/** What an email is composed of in each language in which it is. */
function designsOf(email: EmailContent): LanguageDesign[] {
  return wordingsOf(email).flatMap(({ language, design }) =>
    design ? [{ language, design }] : [],
  );
}

/** Each translation as a part, so that a difference names the languages that changed. */
function translatedParts(email: EmailContent): DefinitionPart[] {
  return wordingsOf(email)
    .slice(1)
    .map(({ language, ...said }) => ({
      id: language,
      name: LANGUAGE_LABELS[language],
      fields: [
        { name: 'Subject', value: said.subject },
        { name: 'Preheader', value: said.preview },
        { name: 'Body', value: textOfMarkup(said.body) },
        { name: 'Plain text', value: said.text },
      ],
      whole: canonicalJson(said),
    }));
}

/** What a body says, without how it is laid out. */
function textOfMarkup(body: string): string {
  return body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
