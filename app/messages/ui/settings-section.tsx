import { Layout } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';

export type SettingsSectionProps = {
  /** Where links to the section lead. */
  id: string;
  title: string;
  description: string;
  /** Whether it is said why nothing can be changed; once a page is enough. */
  isExplained?: boolean;
  children: ReactNode;
};

/** Settings that staff change here, with what they are for beside them. */
export function SettingsSection({ isExplained, children, ...section }: SettingsSectionProps) {
  return (
    <Layout.AnnotatedSection {...section}>
      <EditArea needs="settings.edit" isExplained={isExplained}>
        {children}
      </EditArea>
    </Layout.AnnotatedSection>
  );
}
