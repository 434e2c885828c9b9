import type { RichLine } from '#app/messages/blocks/rich-text.ts';
import { useMemo } from 'react';
import { RichTextField, type RichTextFieldProps } from './rich-text-field.tsx';

export type RichLineFieldProps = Pick<RichTextFieldProps, 'label' | 'isPlain' | 'helpText'> & {
  value: RichLine;
  onChange: (line: RichLine) => void;
};

/** A field for one line with variables. */
export function RichLineField({ value, onChange, ...field }: RichLineFieldProps) {
  const text = useMemo(() => [{ kind: 'paragraph' as const, line: value }], [value]);
  return (
    <RichTextField
      {...field}
      isLine
      value={text}
      onChange={(changed) => onChange(changed.flatMap(({ line }) => line))}
    />
  );
}
