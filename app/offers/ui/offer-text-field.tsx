import { TextField, type TextFieldProps } from '@shopify/polaris';
import type { OfferForm } from '#app/offers/page/offer-form.ts';
import type { OfferEditor } from './use-offer-editor.ts';

/** The fields of the form that are typed. */
type TypedField = {
  [K in keyof OfferForm]: string extends OfferForm[K] ? K : never;
}[keyof OfferForm];

export type OfferTextFieldProps = Pick<TextFieldProps, 'label'> &
  Partial<
    Pick<
      TextFieldProps,
      'disabled' | 'helpText' | 'inputMode' | 'maxLength' | 'multiline' | 'placeholder' | 'suffix'
    >
  > & {
    name: TypedField;
    card: Pick<OfferEditor, 'form' | 'errors' | 'change' | 'touch'>;
  };

/** A field of the form of an offer; what is wrong is said once it was left or saved. */
export function OfferTextField({ name, card, ...field }: OfferTextFieldProps) {
  return (
    <TextField
      {...field}
      value={card.form[name]}
      error={card.errors[name]}
      autoComplete="off"
      onChange={(value) => card.change({ [name]: value })}
      onBlur={() => card.touch(name)}
    />
  );
}
