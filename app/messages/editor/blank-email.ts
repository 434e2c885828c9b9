import type { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { plainParagraph, type RichLine } from '#app/messages/blocks/rich-text.ts';
import { type ComposedEmail, uncompiled } from '#app/messages/templates/composed-email.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';

function lineOf(text: string): RichLine {
  return text === '' ? [] : [{ text }];
}

/** An email to begin with: a heading, a text that greets, and a button. */
function firstDesign(subject: string, preheader: string): EmailDesign {
  return {
    subject: lineOf(subject),
    preheader: lineOf(preheader),
    blocks: [
      { id: 'heading', kind: 'heading', level: 1, line: lineOf('Your heading'), align: 'left' },
      {
        id: 'text',
        kind: 'text',
        align: 'left',
        text: [
          {
            kind: 'paragraph',
            line: [{ text: 'Hello ' }, { variable: 'firstName', fallback: 'there' }, { text: ',' }],
          },
          plainParagraph('Say what is new, and what it is good for.'),
        ],
      },
      {
        id: 'button',
        kind: 'button',
        label: 'Visit the store',
        link: { to: 'action' },
        align: 'left',
      },
    ],
  };
}

/** A new email. */
export function blankEmail(name: string): ComposedEmail {
  return { name, subject: '', preview: '', body: '', text: '', design: firstDesign('', '') };
}

/**
 * An email whose markup was written by hand, to be composed of blocks: what it is called and for, with blocks to begin with.
 * @param words its subject and preheader, in words
 */
export function emailToCompose(
  email: EmailContent,
  words: { subject: string; preheader: string },
): ComposedEmail {
  const { shows: _shown, translations: _markup, ...kept } = email;
  return uncompiled({ ...kept, design: firstDesign(words.subject, words.preheader) });
}
