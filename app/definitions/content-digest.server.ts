import { createHash } from 'node:crypto';
import { canonicalJson } from '#app/lib/canonical-json.ts';

/** The digest of a content: the same for equal contents, in whatever order their fields are. */
export function contentDigest(content: object): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
