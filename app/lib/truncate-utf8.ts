const utf8 = new TextEncoder();

/**
 * The beginning of a text that fits into a number of bytes when it is written as JSON in UTF-8. Characters
 * stay whole.
 */
export function truncateUtf8(text: string, bytes: number): string {
  // No character takes more than six.
  if (text.length * 6 <= bytes || sizeOf(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += sizeOf(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}

function sizeOf(text: string): number {
  return utf8.encode(JSON.stringify(text)).length - 2;
}
