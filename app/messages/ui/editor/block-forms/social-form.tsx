import { Select, TextField } from '@shopify/polaris';
import { isSocialNetwork, SOCIAL_NETWORKS, type SocialBlock } from '#app/messages/blocks/social.ts';
import type { BlockForm } from './block-form.ts';
import { EntryList } from './entry-list.tsx';

const MOST_LINKS = 8;
const NEW_LINK: SocialBlock['links'][number] = { network: 'instagram', address: '' };
const OPTIONS = Object.entries(SOCIAL_NETWORKS).map(([value, label]) => ({ value, label }));

/** The form of links to social networks. */
export const socialForm: BlockForm<SocialBlock> = ({ block, onChange }) => (
  <EntryList
    noun="Network"
    entries={block.links}
    most={MOST_LINKS}
    blank={NEW_LINK}
    onChange={(links) => onChange({ ...block, links })}
    fields={(link, change) => (
      <>
        <Select
          label="Network"
          options={OPTIONS}
          value={link.network}
          onChange={(network) => {
            if (isSocialNetwork(network)) change({ ...link, network });
          }}
        />
        <TextField
          label="Address of your page"
          type="url"
          autoComplete="off"
          placeholder="https://"
          maxLength={2_000}
          value={link.address}
          onChange={(address) => change({ ...link, address })}
        />
      </>
    )}
  />
);
