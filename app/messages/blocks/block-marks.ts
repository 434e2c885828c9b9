const BEGIN = /^block (\S+)$/;

/** The comments in the HTML of an email that is edited, where a block begins and where it ends. */
export function blockMarks(id: string): [begin: string, end: string] {
  // Two hyphens would end a comment.
  const written = encodeURIComponent(id).replaceAll('-', '%2D');
  return [`block ${written}`, `/block ${written}`];
}

/** The id of the block that begins at a comment; null at any other. */
export function markedBlock(comment: string): string | null {
  const [, written] = BEGIN.exec(comment) ?? [];
  return written === undefined ? null : decodeURIComponent(written);
}
