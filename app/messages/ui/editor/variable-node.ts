import { Node } from '@tiptap/core';

/** What a chip shows, by the name of its variable. */
export type VariableLabels = ReadonlyMap<string, string>;

/** A variable in a text: one thing that is chosen, moved and deleted as a whole, never braces. */
export function variableNode(labels: VariableLabels): Node {
  return Node.create({
    name: 'variable',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({
      variable: { default: '', parseHTML: (element) => element.getAttribute('data-variable') },
      fallback: { default: '', parseHTML: (element) => element.getAttribute('data-fallback') },
    }),
    parseHTML: () => [{ tag: 'span[data-variable]' }],
    renderHTML: ({ node }) => {
      const variable = String(node.attrs.variable);
      const shown = {
        class: 'email-variable',
        'data-variable': variable,
        'data-fallback': String(node.attrs.fallback),
      };
      return ['span', shown, labels.get(variable) ?? variable];
    },
  });
}
