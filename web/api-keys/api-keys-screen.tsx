import Alert from '@cloudscape-design/components/alert'

import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { ManagersOnly } from '../shared/managers-only.tsx'
import { useText } from '../text/use-text.ts'
import { ApiKeysTable } from './api-keys-table.tsx'

export function Component() {
  const { apiKeys, layout } = useText()
  const can = useCan()
  return (
    <Screen
      title={apiKeys.title}
      crumbs={settingsCrumbs(layout)}
      kind={can.change && !can.isPortal ? 'table' : 'default'}
    >
      <ManagersOnly>
        {can.isPortal ? <Alert type="info">{apiKeys.notInPortal}</Alert> : <ApiKeysTable />}
      </ManagersOnly>
    </Screen>
  )
}
