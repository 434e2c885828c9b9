import { TextField } from '@shopify/polaris';
import type { FaqBlock } from '#app/messages/blocks/faq.ts';
import { plainParagraph } from '#app/messages/blocks/rich-text.ts';
import { RichTextField } from '../rich-text-field.tsx';
import type { BlockForm } from './block-form.ts';
import { EntryList } from './entry-list.tsx';

const MOST_QUESTIONS = 12;

/** The form of questions and answers. */
export const faqForm: BlockForm<FaqBlock> = ({ block, onChange }) => (
  <EntryList
    noun="Question"
    entries={block.questions}
    most={MOST_QUESTIONS}
    blank={{ question: '', answer: [plainParagraph('')] }}
    onChange={(questions) => onChange({ ...block, questions })}
    fields={(entry, change) => (
      <>
        <TextField
          label="Question"
          autoComplete="off"
          maxLength={300}
          value={entry.question}
          onChange={(question) => change({ ...entry, question })}
        />
        <RichTextField
          label="Answer"
          value={entry.answer}
          onChange={(answer) => change({ ...entry, answer })}
        />
      </>
    )}
  />
);
