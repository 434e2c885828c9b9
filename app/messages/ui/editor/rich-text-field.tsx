import { BlockStack, Box, Text } from '@shopify/polaris';
import { EditorContent, useEditor } from '@tiptap/react';
import { useId, useLayoutEffect, useRef } from 'react';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import type { RichText } from '#app/messages/blocks/rich-text.ts';
import { docOfText, textOfDoc } from '#app/messages/editor/rich-text-doc.ts';
import { useEmailParts } from './email-editor-context.tsx';
import { richTextExtensions } from './rich-text-extensions.ts';
import { RichTextToolbar } from './rich-text-toolbar.tsx';
import './rich-text.css';

export type RichTextFieldProps = {
  label: string;
  value: RichText;
  onChange: (text: RichText) => void;
  /** Whether it is one line, without lists. */
  isLine?: boolean;
  /** Whether marks and links would be lost, as in a subject. */
  isPlain?: boolean;
  helpText?: string;
};

/** A field for text with marks, links, lists and variables. */
export function RichTextField(props: RichTextFieldProps) {
  const { label, value, onChange, isLine = false, isPlain = false, helpText } = props;
  const { variables } = useEmailParts();
  const [labelId, helpId] = [useId(), useId()];
  const shown = useRef(value);
  const change = useRef(onChange);
  useLayoutEffect(() => {
    change.current = onChange;
  });
  const editor = useEditor({
    extensions: richTextExtensions(
      new Map(variables.map(({ name, label: called }) => [name, called])),
      isLine,
    ),
    content: docOfText(value),
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': String(!isLine),
        'aria-labelledby': labelId,
        ...(helpText !== undefined && { 'aria-describedby': helpId }),
      },
    },
    onUpdate: ({ editor: own }) => {
      shown.current = textOfDoc(own.getJSON());
      change.current(shown.current);
    },
  });
  // Before the next key: later, what is drawn would be taken for older than what was typed since, and be put back.
  useLayoutEffect(() => {
    // Undoing and the like change it from elsewhere.
    if (canonicalJson(value) === canonicalJson(shown.current)) return;
    shown.current = value;
    editor.commands.setContent(docOfText(value), { emitUpdate: false });
  }, [editor, value]);
  return (
    <BlockStack gap="100">
      <Text as="span" id={labelId}>
        {label}
      </Text>
      <div className="email-text-field">
        <RichTextToolbar editor={editor} label={label} isLine={isLine} isPlain={isPlain} />
        <EditorContent editor={editor} />
      </div>
      {helpText === undefined ? null : (
        <Box id={helpId}>
          <Text as="span" tone="subdued" variant="bodySm">
            {helpText}
          </Text>
        </Box>
      )}
    </BlockStack>
  );
}
