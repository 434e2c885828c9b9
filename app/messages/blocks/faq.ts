import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfRichText, htmlOfText, liquidOfText, textOfRichText } from './block-markup.ts';
import { isEmptyText, linkProblems, plainParagraph, RichText } from './rich-text.ts';

const FaqBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('faq'),
  questions: z.array(z.strictObject({ question: z.string().max(300), answer: RichText })).max(12),
});
export type FaqBlock = z.infer<typeof FaqBlock>;

/** Questions of readers with their answers. */
export const faqBlock: EmailBlockRecord<FaqBlock> = {
  label: 'Questions and answers',
  group: 'answers',
  schema: FaqBlock,
  blank: (id) => ({
    id,
    kind: 'faq',
    questions: [
      {
        question: 'When will it be here?',
        answer: [plainParagraph('You see the cost and time of delivery before you pay.')],
      },
    ],
  }),
  problems: ({ questions }) =>
    questions.length === 0
      ? ['There are no questions. Add one or delete the block.']
      : questions.flatMap(({ question, answer }) => [
          ...(question.trim() === '' || isEmptyText(answer)
            ? ['A question or its answer is empty. Write it or remove it.']
            : []),
          ...linkProblems(answer),
        ]),
  lines: ({ questions }) => questions.flatMap(({ answer }) => answer.map(({ line }) => line)),
  markup: ({ questions }) =>
    questions
      .map(
        ({ question, answer }) =>
          `<mj-text padding="8px 24px"><p style="margin:0 0 4px;font-weight:700">${htmlOfText(question)}</p>${htmlOfRichText(answer)}</mj-text>`,
      )
      .join(''),
  text: ({ questions }) =>
    questions
      .map(({ question, answer }) => `${liquidOfText(question)}\n${textOfRichText(answer)}`)
      .join('\n\n'),
};
