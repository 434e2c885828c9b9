import { ActionList, Button, Popover } from '@shopify/polaris';
import { PlusIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { BLOCK_GROUPS, type BlockGroup } from '#app/messages/blocks/block-record.ts';
import { COLUMN_BLOCK_KINDS, columnBlockWords } from '#app/messages/blocks/column-blocks.ts';
import type { EmailBlock } from '#app/messages/blocks/email-design.ts';

export type AddBlockMenuProps = {
  /** Of the button; in a column it is a small one. */
  size: 'small' | 'normal';
  label: string;
  /** Whether blocks of columns are offered, which stand in no column. */
  hasColumns: boolean;
  onChoose: (kind: EmailBlock['kind']) => void;
};

const TITLES: Record<BlockGroup, string> = {
  text: 'Text and pictures',
  products: 'Products and offers',
  answers: 'Answers and trust',
  layout: 'Layout',
};

const SMALL = { size: 'micro', variant: 'tertiary' } as const;
const NORMAL = { fullWidth: true, disclosure: true } as const;

/** A button with the kinds of blocks that can be added, by group. Arrow keys go through them. */
export function AddBlockMenu({ size, label, hasColumns, onChoose }: AddBlockMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const sections = BLOCK_GROUPS.map((group) => {
    const kinds: EmailBlock['kind'][] = COLUMN_BLOCK_KINDS.filter(
      (kind) => columnBlockWords(kind).group === group,
    );
    if (group === 'layout' && hasColumns) kinds.unshift('columns');
    return {
      title: TITLES[group],
      items: kinds.map((kind) => ({
        content: kind === 'columns' ? 'Columns' : columnBlockWords(kind).label,
        onAction: () => {
          close();
          onChoose(kind);
        },
      })),
    };
  });
  const button = (
    <Button
      {...(size === 'small' ? SMALL : NORMAL)}
      icon={PlusIcon}
      onClick={() => setIsOpen(!isOpen)}
    >
      {label}
    </Button>
  );
  return (
    <Popover active={isOpen} autofocusTarget="first-node" onClose={close} activator={button}>
      <ActionList actionRole="menuitem" sections={sections} />
    </Popover>
  );
}
