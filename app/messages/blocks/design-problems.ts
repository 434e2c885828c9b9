import { LANGUAGE_LABELS, type ReaderLanguage } from '#app/lib/reader-language.ts';
import { columnBlockOf } from './column-blocks.ts';
import { allBlocks, type EmailDesign } from './email-design.ts';
import { isEmptyLine, type RichLine } from './rich-text.ts';

/** What keeps a design from being published, and where: the id of a block, null for the whole. */
export type DesignProblem = { blockId: string | null; message: string };

/**
 * Why an email that was composed of blocks cannot be published.
 * @param variables the names that an email may show
 */
export function designProblems(
  design: EmailDesign,
  variables: ReadonlySet<string>,
): DesignProblem[] {
  const whole = (message: string) => ({ blockId: null, message });
  return [
    ...(isEmptyLine(design.subject) ? [whole('There is no subject. Write one.')] : []),
    ...(design.blocks.length === 0 ? [whole('The email is empty. Add a block.')] : []),
    ...[design.subject, design.preheader].flatMap((line) =>
      variableProblems(line, variables).map(whole),
    ),
    ...repeatedIds(design).map((id) => ({
      blockId: id,
      message: 'Two blocks have the same id. Delete one and add it again.',
    })),
    ...allBlocks(design).flatMap((block) =>
      [
        ...(columnBlockOf(block).problems?.(block) ?? []),
        ...(columnBlockOf(block).lines?.(block) ?? []).flatMap((line) =>
          variableProblems(line, variables),
        ),
      ].map((message) => ({ blockId: block.id, message })),
    ),
  ];
}

/** What is composed in one language. */
export type LanguageDesign = { language: ReaderLanguage; design: EmailDesign };

/** The same of an email in all its languages: of one that has several, each problem names the language. */
export function problemsInLanguages(
  designs: readonly LanguageDesign[],
  variables: ReadonlySet<string>,
): DesignProblem[] {
  return designs.flatMap(({ language, design }) =>
    designProblems(design, variables).map(({ blockId, message }) => ({
      blockId,
      message: designs.length > 1 ? `${LANGUAGE_LABELS[language]}: ${message}` : message,
    })),
  );
}

/** What is wrong with the variables of a line. */
function variableProblems(line: RichLine, variables: ReadonlySet<string>): string[] {
  return line.flatMap((piece) => {
    if (!('variable' in piece)) return [];
    if (!variables.has(piece.variable))
      return [`There is no variable ${piece.variable}. Choose another.`];
    return piece.fallback.trim() === ''
      ? ['A variable has no text for who has no such value. Write one.']
      : [];
  });
}

/** Ids that more than one block has, as of a file that was written by hand. */
function repeatedIds({ blocks }: EmailDesign): string[] {
  const ids = blocks.flatMap((block) =>
    block.kind === 'columns' ? [block.id, ...block.columns.flat().map(({ id }) => id)] : [block.id],
  );
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) < place))];
}
