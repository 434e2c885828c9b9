import type { ReactNode } from 'react';

/** The form of one kind of block, in the panel of the editor. It gives the changed block as a whole. */
export type BlockForm<Block> = (props: {
  block: Block;
  onChange: (block: Block) => void;
}) => ReactNode;
