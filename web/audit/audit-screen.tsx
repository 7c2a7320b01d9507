import Header from '@cloudscape-design/components/header'

import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { useText } from '../text/use-text.ts'
import { AuditFilters } from './audit-filters.tsx'
import { AuditTable } from './audit-table.tsx'
import { useAuditFilter } from './use-audit-filter.ts'

export function Component() {
  const { layout, audit } = useText()
  const filtering = useAuditFilter()
  return (
    <Screen title={audit.title} crumbs={settingsCrumbs(layout)} kind="table">
      <AuditTable
        filter={filtering.filter}
        hidden={[]}
        isFullPage
        header={
          <Header variant="awsui-h1-sticky" description={audit.description}>
            {audit.title}
          </Header>
        }
        filters={<AuditFilters {...filtering} />}
      />
    </Screen>
  )
}
