import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import { blankColumnBlock, type ColumnBlock } from '#app/messages/blocks/column-blocks.ts';
import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import type { Paragraph } from '#app/messages/blocks/rich-text.ts';
import type { TextBlock } from '#app/messages/blocks/text.ts';
import type { GalleryEmail, GalleryParagraph } from './gallery-email.ts';
import { lineOfWords, paragraphOfWords } from './rich-words.ts';

/** How each language greets, by whom. */
const GREETINGS: Record<ReaderLanguage, Record<'person' | 'contact' | 'nobody', string>> = {
  en: {
    person: 'Hello [firstName|there],',
    contact: 'Hello [contactName|there],',
    nobody: 'Hello,',
  },
  de: {
    person: 'Hallo [firstName|und guten Tag],',
    contact: 'Guten Tag [contactName|und vielen Dank],',
    nobody: 'Guten Tag,',
  },
  fr: {
    person: 'Bonjour [firstName|à vous],',
    contact: 'Bonjour [contactName|Madame, Monsieur],',
    nobody: 'Bonjour,',
  },
};

/** What an email of the gallery is composed of in a language. The same email has the same blocks, under the same ids, in each. */
export function galleryDesign(email: GalleryEmail, language: ReaderLanguage): EmailDesign {
  const words = email.words[language];
  const greeting = GREETINGS[language][email.greets ?? 'person'];
  const { goods, offers, recommends } = email;
  const blocks: (ColumnBlock[] | undefined)[] = [
    textBlocks('text', [greeting, ...words.lead]),
    goods && [blankColumnBlock(goods, goods)],
    words.questions && [
      {
        id: 'questions',
        kind: 'faq',
        questions: words.questions.map(([question, answer]) => ({
          question,
          answer: [paragraphOfWords(answer)],
        })),
      },
    ],
    offers && [blankColumnBlock('coupon', 'coupon')],
    words.button === undefined
      ? undefined
      : [
          {
            id: 'button',
            kind: 'button',
            label: words.button,
            link: { to: 'action' },
            align: 'center',
          },
        ],
    textBlocks('after', words.after),
    recommends && [blankColumnBlock('recommended', 'recommended')],
  ];
  return {
    subject: lineOfWords(words.subject),
    preheader: lineOfWords(words.preheader),
    blocks: blocks.flatMap((some) => some ?? []),
  };
}

/** Paragraphs as blocks of text: those that are shown only where something is true have blocks of their own. */
function textBlocks(id: string, paragraphs: readonly GalleryParagraph[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const paragraph of paragraphs) {
    const onlyIf = typeof paragraph === 'string' ? undefined : paragraph.onlyIf;
    const line = paragraphOfWords(typeof paragraph === 'string' ? paragraph : paragraph.text);
    const last = blocks.at(-1);
    if (last && last.shownIf === onlyIf) last.text = [...last.text, line];
    else blocks.push(textBlock(`${id}-${String(blocks.length + 1)}`, [line], onlyIf));
  }
  return blocks;
}

function textBlock(id: string, text: Paragraph[], shownIf: TextBlock['shownIf']): TextBlock {
  return { id, kind: 'text', text, align: 'left', ...(shownIf !== undefined && { shownIf }) };
}
