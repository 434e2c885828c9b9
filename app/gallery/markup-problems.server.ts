import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { DefinitionProblem } from '#app/definitions/definition-kind.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import type { Renderer } from '#app/messages/render/renderer.server.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/**
 * The draft of an email that is about to be published; null when there is none that can be read. It is looked into outside
 * the transaction, because that takes a second: who publishes names the revision that was looked into.
 */
export async function readEmailDraft(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<EmailContent | null> {
  const draft = await readDraft(client, shopId, 'email', key);
  const read = EmailContent.safeParse(draft?.content);
  return read.success ? read.data : null;
}

/** Why an email could not be rendered, as what to change; empty when it can be. */
export async function markupProblems(
  renderer: Pick<Renderer, 'check'>,
  content: EmailContent,
): Promise<DefinitionProblem[]> {
  const problem = await renderer.check({ digest: contentDigest(content), content });
  return problem === null
    ? []
    : [{ stepId: null, message: `The email cannot be rendered. Correct its body: ${problem}` }];
}
