import { Checkbox, TextField } from '@shopify/polaris';
import { type ImageBlock, WIDEST_IMAGE } from '#app/messages/blocks/image.ts';
import { AlignField } from '../align-field.tsx';
import { LinkFields } from '../link-fields.tsx';
import type { BlockForm } from './block-form.ts';

const NARROWEST = 16;

/** The form of an image. */
export const imageForm: BlockForm<ImageBlock> = ({ block, onChange }) => (
  <>
    <TextField
      label="Address of the image"
      type="url"
      autoComplete="off"
      placeholder="https://"
      maxLength={2_000}
      helpText="Copy it from Content > Files in Shopify."
      value={block.address}
      onChange={(address) => onChange({ ...block, address })}
    />
    <TextField
      label="Description"
      autoComplete="off"
      maxLength={300}
      helpText="What it shows, for readers who do not see it."
      disabled={block.isDecorative}
      value={block.alt}
      onChange={(alt) => onChange({ ...block, alt })}
    />
    <Checkbox
      label="It only decorates"
      checked={block.isDecorative}
      onChange={(isDecorative) => onChange({ ...block, isDecorative })}
    />
    <TextField
      label="Width"
      type="number"
      autoComplete="off"
      suffix="px"
      min={NARROWEST}
      max={WIDEST_IMAGE}
      helpText="Empty: as wide as its column."
      value={block.width === null ? '' : String(block.width)}
      onChange={(text) => onChange({ ...block, width: widthOf(text) })}
    />
    <Checkbox
      label="It is a link"
      checked={block.link !== null}
      onChange={(isLink) => onChange({ ...block, link: isLink ? { to: 'action' } : null })}
    />
    {block.link === null ? null : (
      <LinkFields
        label="Image leads to"
        link={block.link}
        onChange={(link) => onChange({ ...block, link })}
      />
    )}
    <AlignField align={block.align} onChange={(align) => onChange({ ...block, align })} />
  </>
);

/** Whole pixels within what an email holds. */
function widthOf(text: string): number | null {
  const width = Math.round(Number(text));
  if (text.trim() === '' || !Number.isFinite(width)) return null;
  return Math.min(WIDEST_IMAGE, Math.max(NARROWEST, width));
}
