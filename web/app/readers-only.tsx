import Alert from '@cloudscape-design/components/alert'
import { Navigate, Outlet } from 'react-router'

import { type Readable, reads, useCan } from '../api/me.ts'
import { paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

type Props = { what: Readable }

/** Screens for the roles that read these. Other roles see what their role is for. */
export function ReadersOnly({ what }: Props) {
  const { common, errors } = useText()
  const can = useCan()
  if (reads(what, can)) return <Outlet />
  const isProducer = can.publish && !can.read
  return (
    <Screen title={common.product} crumbs={[]}>
      <Alert type="info">{isProducer ? errors.publishingOnly : errors.forbidden}</Alert>
    </Screen>
  )
}

/** The first screen: the overview; a developer's is the list of products. */
export function Start() {
  const can = useCan()
  return <Navigate to={can.isOfVendor ? paths.products : paths.overview} replace />
}
