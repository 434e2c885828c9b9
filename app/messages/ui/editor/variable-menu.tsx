import { ActionList, Button, Popover } from '@shopify/polaris';
import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { useEmailParts } from './email-editor-context.tsx';

/** Puts a variable where the cursor is, with what stands in its place where there is no value. */
export function VariableMenu({ editor }: { editor: Editor }) {
  const { variables } = useEmailParts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      active={isOpen}
      autofocusTarget="first-node"
      onClose={() => setIsOpen(false)}
      activator={
        <Button size="slim" disclosure onClick={() => setIsOpen(!isOpen)}>
          Variable
        </Button>
      }
    >
      <ActionList
        actionRole="menuitem"
        items={variables.map(({ name, label, fallback }) => ({
          content: label,
          onAction: () => {
            setIsOpen(false);
            const at = editor.state.selection.from;
            const attrs = { variable: name, fallback };
            editor
              .chain()
              .focus()
              .insertContent({ type: 'variable', attrs })
              .setNodeSelection(at)
              .run();
          },
        }))}
      />
    </Popover>
  );
}
