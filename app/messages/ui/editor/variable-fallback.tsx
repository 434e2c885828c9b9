import { Box, TextField } from '@shopify/polaris';
import { NodeSelection } from '@tiptap/pm/state';
import { type Editor, useEditorState } from '@tiptap/react';
import { useEmailParts } from './email-editor-context.tsx';

/** The text that stands in the place of the chosen variable where there is no value; nothing while none is chosen. */
export function VariableFallback({ editor }: { editor: Editor }) {
  const { variables } = useEmailParts();
  const chosen = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const { selection } = state;
      if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'variable')
        return null;
      const { variable, fallback } = selection.node.attrs;
      return { at: selection.from, variable: String(variable), fallback: String(fallback) };
    },
  });
  if (!chosen) return null;
  const label = variables.find(({ name }) => name === chosen.variable)?.label ?? chosen.variable;
  return (
    <Box paddingBlockStart="200">
      <TextField
        {...(chosen.fallback.trim() === '' && {
          error: 'Some readers have no such value. Write what they see.',
        })}
        label={`Without “${label}”, write`}
        autoComplete="off"
        maxLength={200}
        value={chosen.fallback}
        onChange={(fallback) => {
          const { tr } = editor.state;
          tr.setNodeAttribute(chosen.at, 'fallback', fallback);
          editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, chosen.at)));
        }}
      />
    </Box>
  );
}
