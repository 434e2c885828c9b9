import { columnBlockWords } from '#app/messages/blocks/column-blocks.ts';
import type { EmailVariable } from '#app/messages/blocks/email-variables.ts';
import type { EmailBlock } from '#app/messages/blocks/email-design.ts';
import type { RichLine } from '#app/messages/blocks/rich-text.ts';

const MOST_CHARACTERS = 60;

/** What a kind of block is called. */
export function blockKindLabel(kind: EmailBlock['kind']): string {
  return kind === 'columns' ? 'Columns' : columnBlockWords(kind).label;
}

/**
 * The beginning of what a block says, to tell it from others of its kind; empty where it says nothing of its own.
 * @param variables what they are called
 */
export function blockExcerpt(block: EmailBlock, variables: readonly EmailVariable[]): string {
  const labels = new Map(variables.map(({ name, label }) => [name, label]));
  const said = saidBy(block, (name) => `[${labels.get(name) ?? name}]`)
    .replace(/\s+/g, ' ')
    .trim();
  return said.length > MOST_CHARACTERS ? `${said.slice(0, MOST_CHARACTERS - 1)}…` : said;
}

function saidBy(block: EmailBlock, nameOf: (variable: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return wordsOfLine(block.line, nameOf);
    case 'text':
      return block.text.map(({ line }) => wordsOfLine(line, nameOf)).join(' ');
    case 'button':
      return block.label;
    case 'image':
      return block.alt;
    case 'faq':
      return block.questions[0]?.question ?? '';
    case 'story':
      return block.quote;
    case 'trust':
      return block.points.map(({ title }) => title).join(', ');
    case 'comparison':
      return block.columns.join(', ');
    default:
      return '';
  }
}

function wordsOfLine(line: RichLine, nameOf: (variable: string) => string): string {
  return line.map((piece) => ('text' in piece ? piece.text : nameOf(piece.variable))).join('');
}
