/** Reports nest five deep. */
const MOST_DEPTH = 12;
/** A record has about twenty tags. */
const MOST_TAGS = 100_000;

/**
 * Whether a text may be given to an XML parser: it declares nothing that would be expanded, and is neither deep nor long in tags.
 * Looked at before anything is built of it.
 */
export function isTameXml(text: string): boolean {
  if (/<!(?:DOCTYPE|ENTITY|\[)/i.test(text)) return false;
  let depth = 0;
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '?' || next === '!') continue;
    tags += 1;
    if (next === '/') depth -= 1;
    else {
      const end = text.indexOf('>', at);
      if (end < 0) return false;
      if (text[end - 1] !== '/') depth += 1;
    }
    if (depth > MOST_DEPTH || tags > MOST_TAGS) return false;
  }
  return true;
}
