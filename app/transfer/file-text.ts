import { parseBody } from '#app/events/payloads/parse-body.ts';

/** Bytes of all the files of one import: what a page may be sent, less the form around it. */
export const MOST_FILE_BYTES = 900_000;
/** Files of one import. */
export const MOST_FILES = 50;

/** A file as it was chosen. */
export type ChosenFile = { name: string; text: string };

/** The JSON of a file, or why it cannot be used. */
export type FileJson = { outcome: 'read'; value: unknown } | { outcome: 'refused'; reason: string };

const REASONS = {
  empty: 'The file is empty.',
  zip: 'This is a ZIP archive. Unpack it and choose the JSON files in it.',
  unprintable: 'The file holds characters that cannot be printed. Export it again.',
  notJson: 'The file is no JSON, or its end is missing. Export or download it again.',
  tooDeep: 'The file is nested too deeply to be one of definitions.',
};

/** What no JSON text holds as a character; and what a form may not hold, see `nulFinder` of the platform. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r\u007f-\u009f]|%00/u;

/** Why a text cannot be a file of definitions, before anything is read of it; null when it can. */
export function fileTextProblem(text: string): string | null {
  if (text.trim() === '') return REASONS.empty;
  if (text.startsWith('PK\u0003\u0004')) return REASONS.zip;
  return UNPRINTABLE.test(text) ? REASONS.unprintable : null;
}

/**
 * Reads the text of a file. Refused is what is cut off, nested too deeply, names a field of an object twice, or names one
 * that objects have by themselves. Never throws, whatever the text.
 */
export function readFileJson(text: string): FileJson {
  const problem = fileTextProblem(text);
  if (problem !== null) return refuse(problem);
  const parsed = parseBody(text);
  if (parsed.outcome === 'unusable')
    return refuse(parsed.reason.includes('levels') ? REASONS.tooDeep : REASONS.notJson);
  const reason = refusedName(text) ?? (isPrintable(parsed.value) ? null : REASONS.unprintable);
  return reason === null ? { outcome: 'read', value: parsed.value } : refuse(reason);
}

function refuse(reason: string): FileJson {
  return { outcome: 'refused', reason };
}

/** Whether no text in a value, written as an escape, holds what cannot be printed. */
function isPrintable(value: unknown): boolean {
  if (typeof value === 'string') return !UNPRINTABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([name, held]: [string, unknown]) => !UNPRINTABLE.test(name) && isPrintable(held),
  );
}

/** A text, or a sign that begins, ends or divides. Numbers and words stand between. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/g;

/**
 * Why the names of fields in a JSON text are refused; null when they are not. What a parser makes of a name that stands
 * twice is not what a reader of the file sees.
 * @param text valid JSON
 */
function refusedName(text: string): string | null {
  // The names in each object that is open; null for a list.
  const open: (Set<string> | null)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const name = String(JSON.parse(last));
      const names = open.at(-1);
      if (name === '__proto__') return 'The file names a field “__proto__”. Take it out.';
      if (names?.has(name)) return `The file names the field “${name}” of one thing twice.`;
      names?.add(name);
    }
    last = token;
  }
  return null;
}
