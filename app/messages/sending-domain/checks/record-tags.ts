/**
 * The tags of a record such as `v=DMARC1; p=none`, names in lower case; of two alike the first. RFC 6376, 3.2 has them apart by
 * semicolons.
 */
export function recordTags(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const part of text.split(';')) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const name = part.slice(0, at).trim().toLowerCase();
    if (!tags.has(name)) tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}
