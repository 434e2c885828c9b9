/** The most fields that a form of ours may have; the largest page sends about a hundred. */
export const MOST_FIELDS = 1_000;

const AMPERSAND = 0x26;

/** Counts the fields of a form in the bytes as they arrive; gives the count so far. */
export type FieldCounter = (piece: Uint8Array) => number;

/**
 * How the fields of a form can be counted without parsing it. To parse a form of a million fields takes longer
 * than a client would wait for the response, and all others wait as well.
 * @param contentType the header of that name
 * @returns null when it names no kind of form
 */
export function fieldCounter(contentType: string | null): FieldCounter | null {
  const [type = ''] = (contentType ?? '').split(';', 1);
  switch (type.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return separatorCounter();
    case 'multipart/form-data':
      return partCounter();
    default:
      return null;
  }
}

const ESCAPED_NUL = new TextEncoder().encode('%00');

/**
 * Finds a NUL, plain or escaped, in the bytes of a form as they arrive: PostgreSQL stores none in a text. In a form of
 * parts an escaped one would be a text of three characters; a form holds no such text either.
 */
export function nulFinder(): (piece: Uint8Array) => boolean {
  let matched = 0;
  return (piece) => {
    for (const byte of piece) {
      if (byte === 0) return true;
      if (byte === ESCAPED_NUL[matched]) matched += 1;
      else matched = byte === ESCAPED_NUL[0] ? 1 : 0;
      if (matched === ESCAPED_NUL.length) return true;
    }
    return false;
  };
}

function separatorCounter(): FieldCounter {
  let fields = 0;
  return (piece) => {
    if (fields === 0 && piece.length > 0) fields = 1;
    for (const byte of piece) if (byte === AMPERSAND) fields += 1;
    return fields;
  };
}

/** Every part of such a form has this header; in lower and upper case. */
const PART = ['content-disposition', 'CONTENT-DISPOSITION'].map((text) =>
  new TextEncoder().encode(text),
);

/** By that header and not by the boundary, which a sender could write so that two readers take it differently. */
function partCounter(): FieldCounter {
  const [lower = new Uint8Array(), upper = new Uint8Array()] = PART;
  let matched = 0;
  let fields = 0;
  return (piece) => {
    for (const byte of piece) {
      if (byte === lower[matched] || byte === upper[matched]) matched += 1;
      // Its first letter stands nowhere else in it, so that no other place can be its beginning.
      else matched = byte === lower[0] || byte === upper[0] ? 1 : 0;
      if (matched < lower.length) continue;
      fields += 1;
      matched = 0;
    }
    return fields;
  };
}
