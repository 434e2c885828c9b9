import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import { buttonsProblem, PURPOSE_WORDS } from '#app/definitions/email-traits.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { compileDesign } from '#app/messages/blocks/compile-design.ts';
import { designParts } from '#app/messages/blocks/design-parts.ts';
import { designProblems } from '#app/messages/blocks/design-problems.ts';
import { allVariables } from '#app/messages/blocks/email-variables.ts';
import type { OrderPart } from '#app/messages/contexts/order-lines.ts';
import { EmailContent, emailTraits } from './email-content.ts';

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
    return { ...said, ...compileDesign(email.design) };
  },
  problems(email) {
    const { buttons } = emailTraits(email);
    const found = email.design === undefined ? [] : designProblems(email.design, VARIABLES);
    return [
      ...found.map(({ blockId, message }) => ({ stepId: blockId, message })),
      ...(buttons > 1
        ? [{ stepId: null, severity: 'warning' as const, message: buttonsProblem(buttons) }]
        : []),
    ];
  },
  parts: (email) => [
    ...(email.design === undefined ? [] : designParts(email.design)),
    {
      id: '',
      name: 'Email',
      fields: [
        { name: 'Name', value: email.name },
        { name: 'Subject', value: email.subject },
        { name: 'Preheader', value: email.preview },
        { name: 'Body', value: textOfMarkup(email.body) },
        { name: 'Plain text', value: email.text },
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

/** What a body says, without how it is laid out. */
function textOfMarkup(body: string): string {
  return body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
