import type { Extensions } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import Document from '@tiptap/extension-document';
import Italic from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import Paragraph from '@tiptap/extension-paragraph';
import Text from '@tiptap/extension-text';
import Underline from '@tiptap/extension-underline';
import { linkMark } from './link-mark.ts';
import { variableNode, type VariableLabels } from './variable-node.ts';

/** A line has one paragraph, which cannot be divided. */
const OneLine = Document.extend({ content: 'paragraph' });

/**
 * What the texts of emails are made of. Edits are undone with those of the whole email, so that there is no history of their own.
 * @param isLine whether it is one line, without lists
 */
export function richTextExtensions(labels: VariableLabels, isLine: boolean): Extensions {
  const marks = [Bold, Italic, Underline, linkMark];
  const inline = [Paragraph, Text, variableNode(labels), ...marks];
  return isLine
    ? [OneLine, ...inline]
    : [Document, ...inline, BulletList, OrderedList, ListItem, ListKeymap];
}
