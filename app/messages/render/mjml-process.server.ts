/** The process of lay-out.server.ts: answers with the pages of the documents it is sent, and ends. */
import { once } from 'node:events';
import mjml2html from 'mjml';
import { z } from 'zod';
import type { LaidOut } from './lay-out.server.ts';

const [documents] = (await once(process, 'message')) as unknown[];
const pages: LaidOut[] = [];
for (const document of z.array(z.string()).parse(documents)) {
  try {
    const { html } = await mjml2html(document, { validationLevel: 'strict', ignoreIncludes: true });
    pages.push({ page: html });
  } catch (error) {
    pages.push({ problem: String(error) });
  }
}
process.send?.(pages, () => process.disconnect());
