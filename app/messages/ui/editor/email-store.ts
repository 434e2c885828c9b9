import { createDraftStore, type DraftStore } from '#app/definitions/ui/draft-store.ts';
import { blockIds } from '#app/messages/editor/block-place.ts';
import type { ComposedEmail } from '#app/messages/templates/composed-email.ts';

/** The email itself, where a block could be chosen. */
export const EMAIL_ID = '$email';

/** An email that is edited on one page, with undo and redo. */
export type EmailStore = DraftStore<ComposedEmail>;

/** An email that is edited on one page, with undo and redo. */
export function createEmailStore(content: ComposedEmail): EmailStore {
  return createDraftStore(content, { first: EMAIL_ID });
}

/** All that can be chosen in an email: itself and its blocks. */
export function emailPartIds({ design }: ComposedEmail): string[] {
  return [EMAIL_ID, ...blockIds(design)];
}
