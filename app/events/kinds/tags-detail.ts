/** Tags shown of one change; a customer may have 250 of them. */
const TAGS_SHOWN = 12;

/** What changed of a customer's tags, or all of them; the first dozen. Null when nothing is known of them. */
export function tagsDetail(change: {
  added?: readonly string[] | undefined;
  removed?: readonly string[] | undefined;
  all?: readonly string[] | undefined;
}): string | null {
  const { added = [], removed = [], all } = change;
  const tags = all ?? [...added.map((tag) => `+ ${tag}`), ...removed.map((tag) => `− ${tag}`)];
  if (tags.length === 0) return all ? 'No tags' : null;
  const more = tags.length - TAGS_SHOWN;
  const shown = tags.slice(0, TAGS_SHOWN).join(', ');
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}
