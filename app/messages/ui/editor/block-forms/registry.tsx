import type { ReactNode } from 'react';
import type { ColumnBlock } from '#app/messages/blocks/column-blocks.ts';
import type { EmailBlock } from '#app/messages/blocks/email-design.ts';
import type { BlockForm } from './block-form.ts';
import { buttonForm } from './button-form.tsx';
import { columnsForm } from './columns-form.tsx';
import { comparisonForm } from './comparison-form.tsx';
import { dividerForm } from './divider-form.tsx';
import { faqForm } from './faq-form.tsx';
import { headingForm } from './heading-form.tsx';
import { imageForm } from './image-form.tsx';
import { madeForm } from './made-form.tsx';
import { socialForm } from './social-form.tsx';
import { storyForm } from './story-form.tsx';
import { textForm } from './text-form.tsx';
import { trustForm } from './trust-form.tsx';

/** The form of every kind of block. */
const blockForms: {
  [K in EmailBlock['kind']]: BlockForm<
    K extends 'columns' ? Extract<EmailBlock, { kind: K }> : Extract<ColumnBlock, { kind: K }>
  >;
} = {
  heading: headingForm,
  text: textForm,
  image: imageForm,
  button: buttonForm,
  items: madeForm(
    'The items of the cart or the order that the email is about, with prices. It is left out where there are none.',
  ),
  product: madeForm(
    'The first product that the email is about, large, with its price of now. It is left out where there is none.',
  ),
  recommended: madeForm(
    'Up to three products that the reader may like. It is left out where there are too few.',
  ),
  coupon: madeForm(
    'What the offer step of the journey gives the reader, with their own code. It is left out where nothing is offered.',
  ),
  faq: faqForm,
  comparison: comparisonForm,
  story: storyForm,
  trust: trustForm,
  divider: dividerForm,
  social: socialForm,
  columns: columnsForm,
};

export type BlockFieldsProps<Block extends EmailBlock> = {
  block: Block;
  onChange: (block: Block) => void;
};

/** The fields of a block, as its kind has them. */
export function BlockFields<Block extends EmailBlock>(props: BlockFieldsProps<Block>): ReactNode {
  // TypeScript does not follow that the form under a block's kind is the one for that block.
  const form = blockForms[props.block.kind] as unknown as BlockForm<Block>;
  return form(props);
}
