import Alert from '@cloudscape-design/components/alert'
import { Outlet } from 'react-router'

import { useCan } from '../api/me.ts'
import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

/** Screens for viewers and managers. Other roles see what their role is for. */
export function ReadersOnly() {
  const { common, errors } = useText()
  const can = useCan()
  if (can.read) return <Outlet />
  return (
    <Screen title={common.product} crumbs={[]}>
      <Alert type="info">{can.publish ? errors.publishingOnly : errors.forbidden}</Alert>
    </Screen>
  )
}
