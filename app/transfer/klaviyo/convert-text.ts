const FIRST_NAME =
  /\{\{\s*(?:person\.)?first_name\s*(?:\|\s*default:\s*(?:'([^'{}%]*)'|"([^"{}%]*)"))?\s*\}\}/g;
const TAG = /\{\{.*?\}\}|\{%.*?%\}/gs;

/**
 * A line of an email of Klaviyo as one of an email here: the first name goes on, other template tags are taken out.
 * @returns the line, and the tags that were taken out
 */
export function convertEmailLine(text: string): { text: string; removed: string[] } {
  const removed: string[] = [];
  const kept: string[] = [];
  const named = text.replaceAll(FIRST_NAME, (_tag, single?: string, double?: string) => {
    const otherwise = (single ?? double ?? '').replaceAll('"', '');
    kept.push(otherwise === '' ? '{{ firstName }}' : `{{ firstName | default: "${otherwise}" }}`);
    // Stands for what was converted while the other tags are taken out.
    return '\u{F8FF}';
  });
  const plain = named.replaceAll(TAG, (tag) => {
    removed.push(tag);
    return '';
  });
  const line = plain.replaceAll(/[{}]{2}|[{}]%|%[{}]/g, '').replaceAll(/[\p{Cc}\s]+/gu, ' ');
  return { text: line.replaceAll('\u{F8FF}', () => kept.shift() ?? '').trim(), removed };
}

/** A text cut to so many characters, no half character at its end. */
export function cutText(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : [...text.slice(0, longest)].slice(0, -1).join('').trimEnd();
}
