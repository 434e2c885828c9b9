import { BlockStack, Select, Text, TextField } from '@shopify/polaris';
import { EMAIL_PURPOSES, PURPOSE_WORDS } from '#app/definitions/email-traits.ts';
import { LANGUAGE_LABELS, READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { isEmptyLine, type RichLine } from '#app/messages/blocks/rich-text.ts';
import { mainLanguage } from '#app/messages/templates/email-language.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';
import { useEmail, useEmailParts, useShownDesign } from './email-editor-context.tsx';
import { editDesign } from './email-store.ts';
import { RichLineField } from './rich-line-field.tsx';

/** Longer ones are cut by the lists of most mailboxes on a phone. */
const LONG_SUBJECT = 60;
const LONG_PREHEADER = 110;

const PURPOSES = [
  { value: '', label: 'Not said' },
  ...EMAIL_PURPOSES.map((value) => ({ value, label: PURPOSE_WORDS[value] })),
];

const LANGUAGES = READER_LANGUAGES.map((value) => ({ value, label: LANGUAGE_LABELS[value] }));

/** What the reader sees in the list of their mailbox, and what the email is for. */
export function EmailDetails() {
  const { store } = useEmailParts();
  const email = useEmail(({ content }) => content);
  const design = useShownDesign();
  function change(field: string, changed: Partial<ComposedEmail>): void {
    store.getState().edit((now) => withoutEmpty({ ...now, ...changed }), { field });
  }
  function changeLine(field: 'subject' | 'preheader', line: RichLine): void {
    editDesign(store, (now) => ({ ...now, [field]: line }), { field });
  }
  return (
    <BlockStack gap="400">
      <Text as="h2" variant="headingMd">
        Subject and purpose
      </Text>
      <TextField
        label="Name"
        helpText="Only you and your staff see it."
        autoComplete="off"
        maxLength={100}
        value={email.name}
        onChange={(name) => change('name', { name })}
      />
      {email.translations === undefined ? (
        <Select
          label="Written in"
          options={LANGUAGES}
          value={mainLanguage(email)}
          onChange={(value) => {
            const language = READER_LANGUAGES.find((one) => one === value);
            if (language) store.getState().edit((now) => ({ ...now, language }));
          }}
        />
      ) : null}
      <RichLineField
        label="Subject"
        isPlain
        helpText={lengthWords(design.subject, LONG_SUBJECT)}
        value={design.subject}
        onChange={(line) => changeLine('subject', line)}
      />
      <RichLineField
        label="Preheader"
        isPlain
        helpText={`Stands behind the subject in the list. ${lengthWords(design.preheader, LONG_PREHEADER)}`}
        value={design.preheader}
        onChange={(line) => changeLine('preheader', line)}
      />
      <Select
        label="Purpose"
        options={PURPOSES}
        value={email.purpose ?? ''}
        onChange={(value) => {
          const purpose = EMAIL_PURPOSES.find((one) => one === value);
          store
            .getState()
            .edit(({ purpose: _before, ...now }) => ({ ...now, ...(purpose && { purpose }) }));
        }}
      />
      <TextField
        label="Next step"
        helpText="The one thing that the reader is to do."
        autoComplete="off"
        maxLength={200}
        value={email.nextStep ?? ''}
        onChange={(nextStep) => change('nextStep', { nextStep })}
      />
    </BlockStack>
  );
}

/** A name that is being typed may be empty for a moment; what says nothing is not there. */
function withoutEmpty(email: ComposedEmail): ComposedEmail {
  if (email.nextStep !== '') return email;
  const { nextStep: _none, ...rest } = email;
  return rest;
}

/** How long a line is, with the text that stands in the place of each variable. */
function lengthWords(line: RichLine, most: number): string {
  if (isEmptyLine(line)) return 'It is empty.';
  const length = line.reduce(
    (sum, piece) => sum + ('text' in piece ? piece.text : piece.fallback).length,
    0,
  );
  const said = `${String(length)} characters`;
  return length > most ? `${said}. Phones show about ${String(most)}.` : said;
}
