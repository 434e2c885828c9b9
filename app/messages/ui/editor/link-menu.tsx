import { Box, Button, InlineStack, Popover } from '@shopify/polaris';
import { LinkIcon } from '@shopify/polaris-icons';
import { type Editor, useEditorState } from '@tiptap/react';
import { useState } from 'react';
import type { LinkTarget } from '#app/messages/blocks/link-target.ts';
import { linkOfAttributes } from '#app/messages/editor/rich-text-doc.ts';
import { LinkFields } from './link-fields.tsx';

const FIRST: LinkTarget = { to: 'action' };

/** Makes the chosen text a link, or changes where it leads. */
export function LinkMenu({ editor }: { editor: Editor }) {
  const [isOpen, setIsOpen] = useState(false);
  const [link, setLink] = useState<LinkTarget>(FIRST);
  const { isActive, isEmpty } = useEditorState({
    editor,
    selector: ({ editor: own }) => ({
      isActive: own.isActive('link'),
      isEmpty: own.state.selection.empty,
    }),
  });
  function open(): void {
    setLink(linkOfAttributes(editor.getAttributes('link')) ?? FIRST);
    setIsOpen(true);
  }
  /** A cursor in a link stands for the whole link. */
  function chosen() {
    return editor.chain().focus().extendMarkRange('link');
  }
  return (
    <Popover
      active={isOpen}
      onClose={() => setIsOpen(false)}
      ariaHaspopup="dialog"
      activator={
        <Button
          size="slim"
          icon={LinkIcon}
          accessibilityLabel="Link"
          pressed={isActive}
          disabled={isEmpty && !isActive}
          onClick={open}
        />
      }
    >
      <Box padding="300">
        <LinkFields label="Link leads to" link={link} onChange={setLink} />
        <Box paddingBlockStart="300">
          <InlineStack gap="200">
            <Button
              variant="primary"
              onClick={() => {
                setIsOpen(false);
                chosen().setMark('link', link).run();
              }}
            >
              Apply
            </Button>
            {isActive ? (
              <Button
                onClick={() => {
                  setIsOpen(false);
                  chosen().unsetMark('link').run();
                }}
              >
                Remove link
              </Button>
            ) : null}
          </InlineStack>
        </Box>
      </Box>
    </Popover>
  );
}
