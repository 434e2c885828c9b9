/** The process of lay-out.server.ts: answers with the pages of the documents it is sent, until its parent disconnects. */
import mjml2html from 'mjml';
import { z } from 'zod';
import type { LaidOut } from './lay-out.server.ts';

const Documents = z.array(z.string());
const Invalid = z.object({
  errors: z.array(z.object({ line: z.number(), tagName: z.string(), message: z.string() })).min(1),
});

async function pageOf(document: string): Promise<LaidOut> {
  try {
    const { html } = await mjml2html(document, { validationLevel: 'strict', ignoreIncludes: true });
    return { page: html };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** What the library found, by lines and without the folder of this process, which it takes for the document's. */
function problemOf(error: unknown): string {
  const read = Invalid.safeParse(error);
  if (!read.success) return String(error);
  return read.data.errors
    .map(({ line, tagName, message }) => `Line ${String(line)}: ${tagName}: ${message}.`)
    .join('\n');
}

process.on('message', (documents) => void answer(documents));

async function answer(documents: unknown): Promise<void> {
  const pages: LaidOut[] = [];
  for (const document of Documents.parse(documents)) pages.push(await pageOf(document));
  process.send?.(pages);
}
