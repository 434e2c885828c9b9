import { describe, expect, test } from 'vitest';
import { READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { designProblems } from '#app/messages/blocks/design-problems.ts';
import { EmailDesign } from '#app/messages/blocks/email-design.ts';
import { allVariables } from '#app/messages/blocks/email-variables.ts';
import type { RichLine } from '#app/messages/blocks/rich-text.ts';
import { mailContexts } from '#app/messages/contexts/registry.ts';
import { TEXT_CONDITIONS } from '#app/messages/blocks/text.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { sampleView } from '#app/messages/render/sample-view.ts';
import { markupInLanguage, wordingsOf } from '#app/messages/templates/email-language.ts';
import { EmailContent } from '#app/messages/templates/email-content.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { templates } from '#app/messages/templates.ts';

const variables = new Set(allVariables().map(({ name }) => name));

/** What readers see of a line of whom nothing is known. */
function withFallbacks(line: RichLine): string {
  return line.map((piece) => ('text' in piece ? piece.text : piece.fallback)).join('');
}

describe.each(templates.map((email) => [email.key, email] as const))('%s', (_key, email) => {
  const { key: _said, ...content } = email;
  const wordings = wordingsOf(content);

  test('is composed of blocks in every language, and can be published as it is', () => {
    expect(wordings.map(({ language }) => language)).toEqual([...READER_LANGUAGES]);
    expect(EmailContent.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
    expect(emailKind.completed?.(content)).toEqual(content);
    for (const { design } of wordings) {
      expect(EmailDesign.safeParse(design).success).toBe(true);
      expect(design && designProblems(design, variables)).toEqual([]);
    }
    expect(emailKind.problems(content, new Map())).toEqual([]);
  });

  test('has the same blocks in every language, each in its own words', () => {
    const [english, ...others] = wordings.map(({ design }) => design?.blocks.map(({ id }) => id));
    for (const blocks of others) expect(blocks).toEqual(english);
    expect(new Set(wordings.map(({ text }) => text)).size).toBe(wordings.length);
  });

  test('has a subject and a preheader that a mailbox shows whole', () => {
    for (const { language, design } of wordings) {
      const subject = withFallbacks(design?.subject ?? []);
      const preheader = withFallbacks(design?.preheader ?? []);
      expect(subject.length, `${language}: ${subject}`).toBeLessThanOrEqual(75);
      expect(preheader.length, `${language}: ${preheader}`).toBeLessThanOrEqual(110);
      expect(preheader.length, `${language}: ${preheader}`).toBeGreaterThanOrEqual(20);
      expect(`${subject}${preheader}`).not.toMatch(/[[\]{}|]/);
    }
  });

  test('reads right with everything known and with nothing, at most 80 KB large', async () => {
    for (const language of READER_LANGUAGES) {
      const { markup } = markupInLanguage({ digest: email.key, content }, language);
      const render = await createRenderer().prepare([markup]);
      const full = sampleView(undefined, language);
      const bare = { ...full, firstName: null, contactName: null, company: null, orderName: null };
      for (const view of [full, { ...bare, product: null, collectionTitle: null, coupon: null }]) {
        const { subject, html, text } = render(markup, view);
        for (const part of [subject, text])
          expect(part, language).not.toMatch(/[[\]{}|]|null| {2}\S/);
        expect(Buffer.byteLength(html)).toBeLessThanOrEqual(80_000);
        expect(html).toContain(`<html lang="${language}"`);
      }
    }
  });
});

test('a text can be shown only where something is true that a mail may be asked', () => {
  const names = Object.values(mailContexts).flatMap((context) => Object.keys(context.variables));
  for (const condition of TEXT_CONDITIONS) expect(names).toContain(condition);
});
