/** The process of lay-out.server.ts: answers with the pages of the documents it is sent, and ends. */
import { once } from 'node:events';
import mjml2html from 'mjml';
import { z } from 'zod';

const [documents] = (await once(process, 'message')) as unknown[];
const pages: string[] = [];
for (const document of z.array(z.string()).parse(documents)) {
  const { html } = await mjml2html(document, { validationLevel: 'strict', ignoreIncludes: true });
  pages.push(html);
}
process.send?.(pages, () => process.disconnect());
