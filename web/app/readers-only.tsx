import Alert from '@cloudscape-design/components/alert'
import { Outlet } from 'react-router'

import { useCan } from '../api/me.ts'
import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

/** The screens of those who may see the webhooks; others are told what their role is for. */
export function ReadersOnly() {
  const { common, faults } = useText()
  const can = useCan()
  if (can.read) return <Outlet />
  return (
    <Screen title={common.product} crumbs={[]}>
      <Alert type="info">{can.publish ? faults.publishingOnly : faults.forbidden}</Alert>
    </Screen>
  )
}
