import { expect, test } from 'vitest';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { templateNamed } from '#app/messages/templates.ts';
import { textOfPreheader } from './mailbox-line.ts';
import { previewEmail } from './preview-email.server.ts';

const shop = {
  name: 'Fern & Fell',
  storefrontUrl: 'https://fern.example',
  postalAddress: '1 Moss Lane',
  sender: 'Fern',
};

test('an email is shown as the shop would send it, with samples and pictures that need no network', async () => {
  const { key: _key, ...content } = templateNamed('order-again');
  const preview = await previewEmail(createRenderer(), content, shop, null);
  if (preview.outcome !== 'rendered') throw new Error(preview.problem);
  expect(preview.html).toContain('Fern &amp; Fell');
  expect(preview.text).toContain('1 Moss Lane');
  expect(preview.mailbox).toEqual({
    sender: 'Fern',
    subject: preview.subject,
    preheader: textOfPreheader(content.preview),
  });
  expect(preview.bytes).toBe(Buffer.byteLength(preview.html));
  for (const [, address = ''] of preview.html.matchAll(/<img[^>]* src="([^"]*)"/g))
    expect(address).toMatch(/^data:/);
});

test('what cannot be rendered is said, not thrown', async () => {
  const content = {
    name: 'Broken',
    subject: 'Hi',
    preview: '',
    body: '<mj-text>{% if %}',
    text: 'x',
  };
  expect(await previewEmail(createRenderer(), content, shop, null)).toMatchObject({
    outcome: 'not_rendered',
    problem: expect.stringContaining('Broken') as string,
  });
});
