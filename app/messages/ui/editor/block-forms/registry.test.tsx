import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { blankColumnBlock, COLUMN_BLOCK_KINDS } from '#app/messages/blocks/column-blocks.ts';
import { allVariables } from '#app/messages/blocks/email-variables.ts';
import { blankEmail } from '#app/messages/editor/blank-email.ts';
import { drawPart } from '#tests/setup/draw-part.tsx';
import { EmailEditorProvider } from '../email-editor-context.tsx';
import { createEmailStore } from '../email-store.ts';
import { BlockFields } from './registry.tsx';

/** What is made for each reader has nothing to set, and says so. */
const MADE: readonly string[] = ['items', 'product', 'recommended', 'coupon'];

function drawForm(kind: (typeof COLUMN_BLOCK_KINDS)[number]) {
  const block = blankColumnBlock(kind, 'b');
  const parts = { store: createEmailStore(blankEmail('Test')), variables: allVariables() };
  const drawn = drawPart(
    <EmailEditorProvider value={parts}>
      <BlockFields block={block} onChange={vi.fn()} />
    </EmailEditorProvider>,
  );
  return drawn.container;
}

test.each(COLUMN_BLOCK_KINDS)(
  'a block of kind %s has fields, each with a label, or says when it is shown',
  (kind) => {
    const form = drawForm(kind);
    const fields = form.querySelectorAll('input, textarea, select, [contenteditable="true"]');
    if (MADE.includes(kind)) expect(form.textContent).toMatch(/It is left out where/);
    else expect(fields.length).toBeGreaterThan(0);
    expect(screen.queryAllByRole('textbox', { name: /\w/ })).toEqual(
      screen.queryAllByRole('textbox'),
    );
  },
);
