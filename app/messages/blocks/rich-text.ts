import { z } from 'zod';
import { linkProblem, LinkTarget } from './link-target.ts';

/** Characters of one run, runs of a paragraph, and paragraphs of a text. */
const MOST_CHARACTERS = 5_000;
const MOST_RUNS = 200;
const MOST_PARAGRAPHS = 100;

const Marks = z.array(z.enum(['bold', 'italic', 'underline'])).max(3);

const TextRun = z.strictObject({
  text: z.string().min(1).max(MOST_CHARACTERS),
  marks: Marks.optional(),
  link: LinkTarget.optional(),
});

/**
 * A value of who reads the email, by the name of its variable. What stands in its place where there is none must be written, so
 * that no email reads "Hello ,".
 */
const VariableRun = z.strictObject({
  variable: z.string().regex(/^[a-z][a-zA-Z]{0,40}(\.[a-z][a-zA-Z]{0,40})?$/),
  fallback: z.string().max(200),
  marks: Marks.optional(),
  link: LinkTarget.optional(),
});

/** A piece of a line: text, or a variable. */
export const TextPiece = z.union([TextRun, VariableRun]);
export type TextPiece = z.infer<typeof TextPiece>;

/** One line, such as a heading or a subject. */
export const RichLine = z.array(TextPiece).max(MOST_RUNS);
export type RichLine = z.infer<typeof RichLine>;

const Paragraph = z.strictObject({
  kind: z.enum(['paragraph', 'bullet', 'number']),
  line: RichLine,
});
export type Paragraph = z.infer<typeof Paragraph>;

/** Running text: paragraphs and items of lists, in order. */
export const RichText = z.array(Paragraph).max(MOST_PARAGRAPHS);
export type RichText = z.infer<typeof RichText>;

/** A paragraph of plain text. */
export function plainParagraph(text: string): Paragraph {
  return { kind: 'paragraph', line: text === '' ? [] : [{ text }] };
}

/** Whether a line says nothing. */
export function isEmptyLine(line: RichLine): boolean {
  return line.every((piece) => 'text' in piece && piece.text.trim() === '');
}

/** Whether a text says nothing. */
export function isEmptyText(text: RichText): boolean {
  return text.every(({ line }) => isEmptyLine(line));
}

/** What is wrong with the links of a text, each as a sentence with what to do. */
export function linkProblems(text: RichText): string[] {
  return text.flatMap(({ line }) =>
    line.flatMap(({ link }) => (link === undefined ? [] : (linkProblem(link) ?? []))),
  );
}
