import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const GLOSSARY = new URL('../../docs/glossary.md', import.meta.url);

/**
 * The table "Words we do not use" of the glossary.
 * @returns for each word, what to write instead
 */
export function readRefusedWords(text = readFileSync(GLOSSARY, 'utf8')) {
  const [, section = ''] = text.split('\n## Words we do not use\n');
  const rows = section.split('\n').flatMap((line) => {
    const [, words, instead] = /^\| (`.*?`) +\| (.*?) +\|/.exec(line) ?? [];
    return words === undefined ? [] : [[words, instead]];
  });
  if (rows.length === 0)
    throw new Error('docs/glossary.md has no table of words that are not used.');
  return new Map(
    rows.flatMap(([words, instead]) =>
      [...words.matchAll(/`([a-z ]+)`/g)].map(([, word]) => [word, instead]),
    ),
  );
}

let known;

/** The words of the glossary, read once: every word by itself, and those that are several. */
function refusedWords() {
  if (known === undefined) {
    const single = readRefusedWords();
    known = { single, phrases: [...single.keys()].filter((word) => word.includes(' ')) };
  }
  return known;
}

/** `readWaitingRows`, `READ_WAITING` and `read-waiting.ts` as words: ` read waiting rows `. */
function wordsOf(name) {
  const parted = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ');
  return ` ${parted.toLowerCase().trim()} `;
}

/** What declares a name: those of libraries and of stored values are only used. */
const DECLARATIONS = [
  'VariableDeclarator > Identifier.id',
  'VariableDeclarator > ObjectPattern Property > Identifier.value',
  'FunctionDeclaration > Identifier.id',
  'ClassDeclaration > Identifier.id',
  ':function > Identifier.params',
  'TSTypeAliasDeclaration > Identifier.id',
  'TSInterfaceDeclaration > Identifier.id',
  'TSPropertySignature > Identifier.key',
  'TSMethodSignature > Identifier.key',
];

/** Refuses names of declarations and of files that hold a word which the glossary replaces. */
export const wordsRule = {
  meta: { type: 'suggestion', schema: [{ type: 'array' }] },
  create(context) {
    const { single, phrases } = refusedWords();
    const kept = new Set(context.options[0]);
    function check(node, name) {
      if (kept.has(name)) return;
      const words = wordsOf(name);
      const found = [
        ...words
          .trim()
          .split(' ')
          .filter((word) => single.has(word)),
        ...phrases.filter((phrase) => words.includes(` ${phrase} `)),
      ];
      for (const word of found)
        context.report({ node, message: `“${name}” says “${word}”. Write ${single.get(word)}.` });
    }
    return {
      Program: (node) => check(node, basename(context.filename)),
      [DECLARATIONS.join(', ')]: (node) => check(node, node.name),
    };
  },
};
