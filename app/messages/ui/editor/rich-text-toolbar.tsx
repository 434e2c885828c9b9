import { Box, Button, ButtonGroup, InlineStack } from '@shopify/polaris';
import {
  ListBulletedIcon,
  ListNumberedIcon,
  TextBoldIcon,
  TextItalicIcon,
  TextUnderlineIcon,
} from '@shopify/polaris-icons';
import { type Editor, useEditorState } from '@tiptap/react';
import { LinkMenu } from './link-menu.tsx';
import { VariableFallback } from './variable-fallback.tsx';
import { VariableMenu } from './variable-menu.tsx';

export type RichTextToolbarProps = {
  editor: Editor;
  /** Of the field. */
  label: string;
  isLine: boolean;
  isPlain: boolean;
};

/** What can be done to the text that is chosen in a field. */
export function RichTextToolbar({ editor, label, isLine, isPlain }: RichTextToolbarProps) {
  const now = useEditorState({
    editor,
    selector: ({ editor: own }) => ({
      bold: own.isActive('bold'),
      italic: own.isActive('italic'),
      underline: own.isActive('underline'),
      bullets: own.isActive('bulletList'),
      numbers: own.isActive('orderedList'),
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <Box padding="100" borderBlockEndWidth="025" borderColor="border-secondary">
      <div role="toolbar" aria-label={`${label}, format`}>
        <InlineStack gap="200">
          {isPlain ? null : (
            <ButtonGroup variant="segmented">
              <Button
                size="slim"
                icon={TextBoldIcon}
                accessibilityLabel="Bold"
                pressed={now.bold}
                onClick={() => chain().toggleBold().run()}
              />
              <Button
                size="slim"
                icon={TextItalicIcon}
                accessibilityLabel="Italic"
                pressed={now.italic}
                onClick={() => chain().toggleItalic().run()}
              />
              <Button
                size="slim"
                icon={TextUnderlineIcon}
                accessibilityLabel="Underline"
                pressed={now.underline}
                onClick={() => chain().toggleUnderline().run()}
              />
            </ButtonGroup>
          )}
          {isLine ? null : (
            <ButtonGroup variant="segmented">
              <Button
                size="slim"
                icon={ListBulletedIcon}
                accessibilityLabel="Bulleted list"
                pressed={now.bullets}
                onClick={() => chain().toggleBulletList().run()}
              />
              <Button
                size="slim"
                icon={ListNumberedIcon}
                accessibilityLabel="Numbered list"
                pressed={now.numbers}
                onClick={() => chain().toggleOrderedList().run()}
              />
            </ButtonGroup>
          )}
          {isPlain ? null : <LinkMenu editor={editor} />}
          <VariableMenu editor={editor} />
        </InlineStack>
      </div>
      <VariableFallback editor={editor} />
    </Box>
  );
}
